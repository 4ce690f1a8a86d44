import type { World } from './world.ts';

/** What was answered, as far as a replay has to be equal, and whether it was one. */
export interface Keyed {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
  readonly code: string | null;
  readonly replayed: string | null;
}

/** Sends a body with these values of the header `Idempotency-Key`, each in a line of its own. */
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
