import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { methodNames } from '../../src/envelope/handle.ts';
import { schema } from '../../src/graphql/schema/schema.ts';
import { createClient } from '../support/api-clients.ts';
import { envelopeSuccesses } from '../support/envelope-successes.ts';
import { globalId } from '../support/graphql-door.ts';
import { createSeller, successes } from '../support/graphql-successes.ts';
import { sendKeyed } from '../support/keyed.ts';
import { operatorOf } from '../support/operators.ts';
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

interface Mutation {
  readonly field: string;
  readonly selection: string;
  /** Brings about what the mutation needs, and answers its input. */
  readonly prepare: (partner: Partner) => Promise<object>;
}

const ofSeller = successes.map(
  ({ field, input, selection, before }): Mutation => ({
    field,
    selection,
    prepare: async (partner) => {
      if (before !== undefined) await partner.mutate(...before);
      return input;
    },
  }),
);

const child = async (parent: Partner) => (await world.partner({ parent })).globalId;
const client = async (partner: Partner) =>
  (await createClient(partner, (await operatorOf(world, partner, { permissions: ['order:view'] })).operatorId)).id;
const key = async (partner: Partner) =>
  (await partner.mutate('createKey', {}, '... on CreateKeySuccess { apiKey { id } }')).apiKey.id;
const role = async (partner: Partner) => {
  const input = { name: 'Reader', permissions: ['order:view'] };
  return (await partner.mutate('createRole', input, '... on CreateRoleSuccess { role { id } }')).role.id;
};
const organisation = 'organisation { id name }';

/** What works on things that are known by our own ids. */
const ofIds: readonly Mutation[] = [
  {
    field: 'removeCustomer',
    selection: 'removedCustomerId',
    async prepare(partner) {
      await partner.mutate('createCustomer', { remoteId: 'XYZ', name: 'XYZ', admin: { email: 'isa@example.com' } });
      return { remoteId: 'XYZ' };
    },
  },
  { field: 'removeUser', selection: 'removedUserId', prepare: async () => ({ email: 'isa@example.com' }) },
  { field: 'createOrganisation', selection: organisation, prepare: async () => ({ name: 'New' }) },
  { field: 'updateOrganisation', selection: organisation, prepare: async () => ({ name: 'Renamed' }) },
  {
    field: 'moveOrganisation',
    selection: organisation,
    prepare: async (partner) => ({ organisation: await child(partner), parent: await child(partner) }),
  },
  {
    field: 'archiveOrganisation',
    selection: organisation,
    prepare: async (partner) => ({ organisation: await child(partner) }),
  },
  {
    field: 'restoreOrganisation',
    selection: organisation,
    prepare: async (partner) => {
      const input = { organisation: await child(partner) };
      await partner.mutate('archiveOrganisation', input);
      return input;
    },
  },
  { field: 'createKey', selection: 'key apiKey { hint }', prepare: async () => ({ name: 'new' }) },
  { field: 'revokeKey', selection: 'apiKey { id }', prepare: async (partner) => ({ apiKey: await key(partner) }) },
  {
    field: 'createApiClient',
    selection: 'clientSecret apiClient { id }',
    prepare: async (partner) => {
      const { operatorId } = await operatorOf(world, partner);
      return { name: 'new', operator: globalId('Operator', operatorId) };
    },
  },
  {
    field: 'rotateApiClientSecret',
    selection: 'clientSecret',
    prepare: async (partner) => ({ apiClient: await client(partner) }),
  },
  {
    field: 'updateOperator',
    selection: 'operator { name }',
    prepare: async (partner) => {
      const { operatorId } = await operatorOf(world, partner);
      return { operator: globalId('Operator', operatorId), name: 'Renamed' };
    },
  },
  {
    field: 'updateRole',
    selection: 'role { name }',
    prepare: async (partner) => ({ role: await role(partner), name: 'Renamed' }),
  },
  { field: 'removeRole', selection: 'removedRoleId', prepare: async (partner) => ({ role: await role(partner) }) },
  {
    field: 'revokeApiClient',
    selection: 'apiClient { id }',
    prepare: async (partner) => ({ apiClient: await client(partner) }),
  },
];

const mutations = [...ofSeller, ...ofIds];

test.each(mutations)('the mutation $field', async ({ field, selection, prepare }) => {
  const partner = await createSeller(world);
  const input = await prepare(partner);
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}`;
  const query = `mutation ($input: ${type}Input!) { ${field}(input: $input) {
    __typename ... on Error { message } ... on ${type}Success { ${selection} } } }`;

  const answer = JSON.parse(await sentTwice(partner, '/graphql', { query, variables: { input } })).data[field];

  expect(answer).toMatchObject({ __typename: `${type}Success` });
  const secret = answer.key ?? answer.clientSecret;
  if (secret === undefined) return;
  const contents = JSON.stringify(await world.contents());
  for (const spelling of ['utf8', 'hex'] as const) {
    expect(contents).not.toContain(Buffer.from(secret).toString(spelling));
  }
});

test.each(envelopeSuccesses)('the method $method', async ({ method, params, before }) => {
  const partner = await createSeller(world);
  if (before !== undefined) await partner.envelope(...before);

  await sentTwice(partner, '/envelope', { method, params });
});

test('a method of the GraphQL mutation `envelope`', async () => {
  const partner = await createSeller(world);
  const query = `mutation { envelope(method: "createUser", params: { email: "b@example.com" }) {
    ... on EnvelopeSuccess { result } } }`;

  expect(await sentTwice(partner, '/graphql', { query })).toContain('b@example.com');
});

test('the test covers every mutation and every writing method', () => {
  const reading = ['getCustomer', 'getOrder', 'getUserByEmail'];

  expect([...mutations.map(({ field }) => field), 'envelope'].sort()).toEqual(
    Object.keys(schema.getMutationType()?.getFields() ?? {}).sort(),
  );
  expect([...envelopeSuccesses.map(({ method }) => method), ...reading].sort()).toEqual([...methodNames].sort());
});
