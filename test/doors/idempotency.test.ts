import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Partner } from '../support/partner.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();

interface Sent {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
  readonly code: string | null;
  readonly replayed: string | null;
}

async function send(
  partner: { readonly key: string },
  path: string,
  keys: string[],
  body: unknown,
  url = world.url,
): Promise<Sent> {
  const headers = new Headers({ 'x-api-key': partner.key, 'content-type': 'application/json' });
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

const createUser = { method: 'createUser', params: { email: 'isa@example.com', displayName: 'Isa' } };
const createUserDocument = (email: string) => ({
  query: `mutation { createUser(input: { email: "${email}" }) {
    __typename ... on Error { code message } ... on CreateUserSuccess { user { id email isActive } } } }`,
});
const ways = [
  {
    door: 'envelope',
    path: '/envelope',
    body: createUser,
    other: { ...createUser, params: { email: 'b@example.com' } },
  },
  {
    door: 'GraphQL',
    path: '/graphql',
    body: createUserDocument('isa@example.com'),
    other: createUserDocument('b@example.com'),
  },
];

async function usersOf(partner: Partner): Promise<string[]> {
  const rows = await world.rows<{ email: string }>('SELECT "email" FROM "User" WHERE "organisationId" = $1', [
    partner.organisationId,
  ]);
  return rows.map(({ email }) => email);
}

test.each(ways)('$door answers the same again, byte for byte, and says so', async ({ path, body }) => {
  const partner = await world.partner();
  const key = randomUUID();

  const first = await send(partner, path, [key], body);
  const second = await world.withoutWriting(() => send(partner, path, [key], body));

  expect(first).toMatchObject({ status: 200, replayed: null });
  expect(first.text).toContain('isa@example.com');
  expect(second).toEqual({ ...first, replayed: 'true' });
  expect(await usersOf(partner)).toEqual(['isa@example.com']);
});
