import { expect } from 'vitest';
import type { RateLimiter } from '../../src/gateway/rate-limit.ts';
import { createLog } from '../../src/log.ts';
import { startGateway } from './gateway.ts';
import type { World } from './world.ts';

/** Text that tests send as a caller. No line of the log may contain it. */
const personal = ['Canary', 'canary', 'CANARY'];

interface Entry {
  readonly [member: string]: unknown;
}

/** Starts a gateway with a captured request log. */
export async function logged(world: World, options: { readonly rateLimiter?: RateLimiter } = {}) {
  const lines: string[] = [];
  const requestLog = createLog('info', 'gateway', { write: (line) => void lines.push(line) });
  const gateway = await startGateway({ connectionString: world.databaseUrl, requestLog, ...options });
  /** Sends one request and returns its status and its only line, without values that differ between runs. */
  const entryOf = async (path: string, init: RequestInit = {}): Promise<Entry> => {
    lines.length = 0;
    const response = await fetch(`${gateway.url}${path}`, init);
    await response.text();
    expect(lines).toHaveLength(1);
    const [text = ''] = lines;
    for (const word of personal) expect(text).not.toContain(word);
    const { time, milliseconds, requestId, ...entry } = JSON.parse(text) as Entry;
    expect(requestId).toBe(response.headers.get('x-request-id'));
    expect(milliseconds).toEqual(expect.any(Number));
    expect(milliseconds).toBeGreaterThan(0);
    expect(entry['status']).toBe(response.status);
    return entry;
  };
  return { entryOf, gateway };
}

async function keyIdOf(world: World, organisationId: number): Promise<number | undefined> {
  const keys = await world.rows<{ id: number }>('SELECT "id" FROM "ApiKey" WHERE "organisationId" = $1', [
    organisationId,
  ]);
  return keys[0]?.id;
}

/** Creates a partner with a key, its requests, and its fields in the log. */
export async function caller(world: World) {
  const partner = await world.partner();
  const who = {
    organisationId: partner.organisationId,
    credentialId: `API_KEY:${await keyIdOf(world, partner.organisationId)}`,
  };
  const headers = { 'x-api-key': partner.key, 'content-type': 'application/json' };
  const post = (body: object, more: Record<string, string> = {}): RequestInit => ({
    method: 'POST',
    headers: { ...headers, ...more },
    body: JSON.stringify(body),
  });
  return { partner, who, headers, post };
}

/** The fields of every line. */
export const common = { level: 30, process: 'gateway', msg: 'answered' };
