import type { IncomingMessage } from 'node:http';
import { type Authenticated, authenticateKey } from '../keys/authenticate-key.ts';
import type { TerminalContext } from '../shared/use-case-context.ts';

/**
 * Who sent a request, by the key in `x-api-key` or `Authorization: Bearer`. Undefined without a key, with one that
 * nobody has, and with two that differ.
 *
 * @throws {UnavailableError} when the database can't be asked
 */
export async function authenticate(ctx: TerminalContext, req: IncomingMessage): Promise<Authenticated | undefined> {
  const key = keyIn(req);
  return key === undefined ? undefined : authenticateKey(ctx, key);
}

function keyIn({ headers }: IncomingMessage): string | undefined {
  const apiKey = headers['x-api-key'];
  const [, bearer] = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '') ?? [];
  if (apiKey === undefined) return bearer;
  // Node joins a repeated header, and a key has no comma: two keys are none.
  if (typeof apiKey !== 'string') return undefined;
  return headers.authorization === undefined || bearer === apiKey ? apiKey : undefined;
}
