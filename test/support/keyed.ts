import type { World } from './world.ts';

/** The parts of a response that a replay must repeat, and whether it is a replay. */
export interface Keyed {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
  readonly code: string | null;
  readonly replayed: string | null;
}

/** Sends a body with these values of the `Idempotency-Key` header, each in its own line. */
export async function sendKeyed(
  { url }: Pick<World, 'url'>,
  { key: apiKey }: { readonly key: string },
  path: string,
  keys: readonly string[],
  body: unknown,
): Promise<Keyed> {
  const headers = new Headers({ 'x-api-key': apiKey, 'content-type': 'application/json' });
  for (const key of keys) headers.append('idempotency-key', key);
  const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    text: await response.text(),
    code: response.headers.get('x-error-code'),
    replayed: response.headers.get('idempotency-replayed'),
  };
}
