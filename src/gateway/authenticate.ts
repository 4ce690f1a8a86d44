import type { IncomingMessage } from 'node:http';

/**
 * Returns the credential in `x-api-key` or `Authorization: Bearer`. Returns undefined if there is none, or if two
 * differ, because the caller would be ambiguous.
 */
export function keyIn({ headersDistinct }: IncomingMessage): string | undefined {
  const apiKeys = headersDistinct['x-api-key'] ?? [];
  const bearers = (headersDistinct['authorization'] ?? []).map((value) => /^Bearer +(\S+) *$/i.exec(value)?.[1]);
  const [key, ...others] = new Set([...apiKeys, ...bearers]);
  return others.length === 0 && key !== '' ? key : undefined;
}
