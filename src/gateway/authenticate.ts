import type { IncomingMessage } from 'node:http';

/**
 * The key that a request carries, in `x-api-key` or as `Authorization: Bearer`. Undefined without one, and with two
 * credentials that differ, wherever they stand: whose request would it be?
 */
export function keyIn({ headersDistinct }: IncomingMessage): string | undefined {
  const apiKeys = headersDistinct['x-api-key'] ?? [];
  const bearers = (headersDistinct['authorization'] ?? []).map((value) => /^Bearer +(\S+) *$/i.exec(value)?.[1]);
  const [key, ...others] = new Set([...apiKeys, ...bearers]);
  return others.length === 0 && key !== '' ? key : undefined;
}
