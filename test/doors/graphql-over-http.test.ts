import { serverAudits } from 'graphql-http';
import { expect, test } from 'vitest';
import { createWorld } from '../support/world.ts';

// The official audits of the GraphQL-over-HTTP specification. They know nothing of keys, so we add one.

const world = await createWorld();
const { key } = await world.partner();

function fetchFn(url: string, init: RequestInit = {}): Promise<Response> {
  return fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), 'x-api-key': key } });
}

const audits = serverAudits({ url: `${world.url}/graphql`, fetchFn });

test('the suite has the expected audits', () => {
  expect(audits).toHaveLength(61);
});

// From the second time on, what is valid takes the short way.
test.each(audits)('$id: $name', async ({ fn }) => {
  for (const _way of ['long', 'short']) {
    const result = await fn();

    expect(result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`).toBe('ok');
  }
});
