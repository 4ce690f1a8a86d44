import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** The caller's own id of a request where it is fit to be repeated and logged, else a new one. */
export function requestIdOf(req: IncomingMessage): string {
  const requested = req.headers['x-request-id'];
  return typeof requested === 'string' && /^[A-Za-z0-9._:-]{1,128}$/.test(requested) ? requested : randomUUID();
}
