import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { methodNames } from '../../src/envelope/handle.ts';
import { schema } from '../../src/graphql/schema.ts';
import { envelopeSuccesses } from '../support/envelope-successes.ts';
import { createSeller, successes } from '../support/graphql-successes.ts';
import { sendKeyed } from '../support/keyed.ts';
import type { Partner } from '../support/partner.ts';
import { createWorld } from '../support/world.ts';

// Whatever writes is carried out once for a key: the second answer is the first, and nothing was written for it.

const world = await createWorld();
world.setRealTime(Temporal.Instant.from('2026-11-21T10:00:00Z'));

/** Sends this twice with one key, and says what it answered once it is certain that the second wrote nothing. */
async function sentTwice(partner: Partner, path: string, body: unknown): Promise<string> {
  const key = randomUUID();
  const before = await world.contents();
  const first = await sendKeyed(world, partner, path, [key], body);
  expect(await world.contents()).not.toEqual(before);
  const second = await world.withoutWriting(() => sendKeyed(world, partner, path, [key], body));

  expect(first).toMatchObject({ status: 200, replayed: null });
  expect(second).toEqual({ ...first, replayed: 'true' });
  return first.text;
}

const mutations = [
  ...successes,
  { field: 'removeUser', input: { email: 'isa@example.com' }, selection: 'removedUserId', before: undefined },
];

test.each(mutations)('the mutation $field', async ({ field, input, selection, before }) => {
  const partner = await createSeller(world);
  if (before !== undefined) await partner.mutate(...before);
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}`;
  const query = `mutation ($input: ${type}Input!) { ${field}(input: $input) { __typename ... on ${type}Success { ${selection} } } }`;

  const text = await sentTwice(partner, '/graphql', { query, variables: { input } });

  expect(JSON.parse(text).data[field].__typename).toBe(`${type}Success`);
});

test.each(envelopeSuccesses)('the method $method', async ({ method, params, before }) => {
  const partner = await createSeller(world);
  if (before !== undefined) await partner.envelope(...before);

  await sentTwice(partner, '/envelope', { method, params });
});

test('a method by way of the GraphQL mutation `envelope`', async () => {
  const partner = await createSeller(world);
  const query = `mutation { envelope(method: "createUser", params: { email: "b@example.com" }) {
    ... on EnvelopeSuccess { result } } }`;

  expect(await sentTwice(partner, '/graphql', { query })).toContain('b@example.com');
});

test('every mutation and every method that writes is tried here', () => {
  const reading = ['getCustomer', 'getOrder', 'getUserByEmail'];

  expect([...mutations.map(({ field }) => field), 'envelope'].sort()).toEqual(
    Object.keys(schema.getMutationType()?.getFields() ?? {}).sort(),
  );
  expect([...envelopeSuccesses.map(({ method }) => method), ...reading].sort()).toEqual([...methodNames].sort());
});
