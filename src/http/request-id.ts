import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const known = new WeakMap<IncomingMessage, string>();

/**
 * Returns the `X-Request-Id` of a request if it is safe to log, otherwise a random UUID. The id of a request never
 * changes.
 */
export function requestIdOf(req: IncomingMessage): string {
  const found = known.get(req);
  if (found !== undefined) return found;
  const requested = req.headers['x-request-id'];
  const id = typeof requested === 'string' && /^[A-Za-z0-9._:-]{1,128}$/.test(requested) ? requested : randomUUID();
  known.set(req, id);
  return id;
}
