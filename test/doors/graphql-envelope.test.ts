import { expect, test } from 'vitest';
import { methodNames } from '../../src/envelope/handle.ts';
import { refusalsIn, sendGraphql } from '../support/graphql-door.ts';
import { factsOf } from '../support/graphql-selections.ts';
import type { Partner } from '../support/partner.ts';
import { sell } from '../support/sales.ts';
import { createWorld } from '../support/world.ts';

// The envelope's methods, called through GraphQL.

const world = await createWorld();
world.setRealTime(Temporal.Instant.from('2026-11-21T10:00:00Z'));

const document = `mutation ($method: String!, $params: JSON!) {
  envelope(method: $method, params: $params) { __typename ... on EnvelopeSuccess { result } ${factsOf('envelope')} }
}`;

async function call(partner: Partner, method: string, params: unknown) {
  return (await partner.graphql(document, { method, params })).envelope;
}

/** A life in which every method is called at least once, and some are refused. */
const life: readonly [method: string, params: Readonly<Record<string, unknown>>][] = [
  ['createCustomer', { id: 'ABC', name: 'ABC Company', admin: { email: 'isa@example.com' } }],
  ['createCustomer', { id: 'ABC', name: 'Another', admin: { email: 'isa@example.com' } }],
  ['updateCustomer', { id: 'ABC', name: 'ABC and Partners', unknown: 'is ignored' }],
  ['getCustomer', { id: 'ABC' }],
  ['getCustomer', { id: 'XYZ' }],
  ['archiveCustomer', { id: 'ABC' }],
  ['restoreCustomer', { id: 'ABC' }],
  ['createCustomer', { id: 'GONE', name: 'Gone', admin: { email: 'isa@example.com' } }],
  ['removeCustomer', { id: 'GONE' }],
  ['removeCustomer', { id: 'GONE' }],
  ['createFirstOrder', { customer: 'ABC', id: 'ORDER-1', product: 'oo-lite', licenses: 2, duration: 'monthly' }],
  ['createFirstOrder', { customer: 'ABC', id: 'ORDER-2', product: 'oo-huge', licenses: 2, duration: 'monthly' }],
  ['createFirstOrder', { customer: 'ABC', id: 'ORDER-2', product: 'oo-lite', licenses: 0, duration: 'daily' }],
  ['removeCustomer', { id: 'ABC' }],
  ['updateOrder', { id: 'ORDER-1', activationLimit: 7 }],
  ['updateOrder', { id: 'ORDER-1', activationLimit: 70 }],
  ['archiveOrder', { id: 'ORDER-1' }],
  ['restoreOrder', { id: 'ORDER-1' }],
  ['createRenewalOrder', { parent: 'ORDER-1', id: 'RENEWAL-1' }],
  ['changeSeats', { parent: 'ORDER-1', id: 'CHANGE-1', licenses: 3 }],
  ['changeSeats', { parent: 'ORDER-1', id: 'CHANGE-2', licenses: 3 }],
  ['suspendOrder', { id: 'ORDER-1' }],
  ['suspendOrder', { id: 'CHANGE-1' }],
  ['resumeOrder', { id: 'ORDER-1' }],
  ['createUser', { email: 'isa@example.com', instance: 'ABC', displayName: 'Isa', password: 'a password' }],
  ['createUser', { email: 'ISA@example.com' }],
  ['getUserByEmail', { email: 'isa@example.com' }],
  ['updateUserByEmail', { email: 'isa@example.com', isActive: false }],
  ['resetPasswordByEmail', { email: 'isa@example.com', password: 'another password' }],
  ['removeUser', { email: 'isa@example.com' }],
  ['removeUser', { email: 'isa@example.com' }],
  ['advanceTestClock', { to: Date.UTC(2028, 0, 17, 10) / 1000 }],
  ['advanceTestClock', { to: 0 }],
  ['createRenewalOrder', { parent: 'ORDER-1', id: 'RENEWAL-1' }],
  ['cancelOrder', { id: 'ORDER-1', at: 'END_OF_TERM' }],
  ['keepOrder', { id: 'ORDER-1' }],
  ['cancelOrder', { id: 'ORDER-1' }],
  ['resumeOrder', { id: 'ORDER-1' }],
  ['getOrder', { id: 'RENEWAL-1' }],
];

test('the test calls every method', () => {
  expect([...new Set(life.map(([method]) => method))].sort()).toEqual([...methodNames].sort());
});

test('every method returns the same result through GraphQL as through the envelope', async () => {
  const [here, there] = [await world.partner(), await world.partner()];
  for (const partner of [here, there]) await partner.advanceTo('2028-01-01T10:00:00Z');
  const withoutOurIds = ({ id: _id, partner: _partner, ...rest }: Record<string, unknown>) => rest;
  const comparable = (result: unknown) => (typeof result === 'object' ? withoutOurIds(result as never) : result);

  for (const [method, params] of life) {
    const answer = await call(here, method, params);
    const { status, body, code } = await there.envelope(method, params);
    const what = `${method} ${JSON.stringify(params)}`;
    expect(status === 200, what).toBe(answer.__typename === 'EnvelopeSuccess');
    if (status === 200) expect(comparable(answer.result), what).toEqual(comparable(body));
    else expect(answer.code, what).toBe(code);
  }
  expect(await here.story()).toEqual(await there.story());
});

test('a refusal is a member of the union, with its facts', async () => {
  const partner = await world.partner();
  await sell(partner, '2028-01-01T10:00:00Z');

  const refused = await world.withoutWriting(() => call(partner, 'createRenewalOrder', { parent: 'ORDER-1', id: 'R' }));
  expect(refused).toEqual({
    __typename: 'RenewalTooEarlyError',
    code: 'RENEWAL_TOO_EARLY',
    message:
      'Subscription "ORDER-1" can\'t be renewed yet. Its renewal window opens at 2028-01-17T10:00:00Z. Renew it from then on.',
    firstOrder: 'ORDER-1',
    status: 'ACTIVE',
    allowedActions: ['changeSeats', 'suspendOrder', 'cancelOrder'],
    opensAt: '2028-01-17T10:00:00Z',
  });
});

test('an invalid parameter has the name of the envelope', async () => {
  const partner = await world.partner();

  const params = { customer: 'ABC', id: 'ORDER-1', product: 'oo-lite', licenses: 1.5, duration: 'daily' };
  const refused = await world.withoutWriting(() => call(partner, 'createFirstOrder', params));
  expect(refused).toMatchObject({
    __typename: 'InvalidInputError',
    issues: [
      { path: ['licenses'], message: expect.stringMatching(/^expected a whole number of seats.*, found 1.5$/) },
      { path: ['duration'], message: 'expected monthly or yearly, found text of 5 characters' },
    ],
  });
});

test.each(['nope', '', 'constructor', '__proto__', 'createcustomer', 'x'.repeat(1000)].map((method) => ({ method })))(
  'the unknown method $method is refused with the names of the existing methods',
  async ({ method }) => {
    const partner = await world.partner();

    const refused = await world.withoutWriting(() => call(partner, method, {}));
    const message = `expected one of ${methodNames.join(', ')}, found "${method.slice(0, 100)}"`;
    expect(refused).toMatchObject({ __typename: 'InvalidInputError', issues: [{ path: ['method'], message }] });
  },
);

test.each([{ params: 5 }, { params: 'text' }, { params: true }, { params: [{ id: 'ABC' }] }])(
  'params must be an object: $params is refused',
  async ({ params }) => {
    const partner = await world.partner();

    const refused = await world.withoutWriting(() => call(partner, 'getCustomer', params));
    const issues = [{ path: ['params'], message: expect.stringMatching(/^expected an object, found /) }];
    expect(refused).toMatchObject({ __typename: 'InvalidInputError', issues });
  },
);

test('params can be written in the operation, with variables, numbers and enum values', async () => {
  const partner = await world.partner();

  const { envelope } = await partner.graphql(
    `mutation ($name: String!) {
      envelope(method: "createCustomer", params: {
        id: 12345, name: $name, admin: { email: "isa@example.com", phone: null }, list: [1, 2.5, true, WORD]
      }) { ... on EnvelopeSuccess { result } }
    }`,
    { name: 'ABC Company' },
  );
  expect(envelope.result).toMatchObject({
    remoteId: '12345',
    name: 'ABC Company',
    admin: { email: 'isa@example.com' },
  });
});

const one = (alias: string, id: string) =>
  `${alias}: envelope(method: "createCustomer", params: { id: "${id}", name: "n", admin: { email: "isa@example.com" } }) {
    __typename ... on EnvelopeSuccess { result } ... on Error { code message }
  }`;

test.each([
  { how: 'two aliases', operation: `mutation { ${one('a', 'A')} ${one('b', 'B')} }` },
  { how: 'the same alias twice', operation: `mutation { ${one('a', 'A')} ${one('a', 'A')} }` },
  {
    how: 'a fragment and a field',
    operation: `mutation { ...F ${one('b', 'B')} } fragment F on Mutation { ${one('a', 'A')} }`,
  },
  { how: 'inline fragments', operation: `mutation { ... { ${one('a', 'A')} } ... on Mutation { ${one('b', 'B')} } }` },
  {
    how: 'fragments within fragments',
    operation: `mutation { ...F ...G } fragment F on Mutation { ...H } fragment G on Mutation { ... { ${one('b', 'B')} } }
      fragment H on Mutation { ${one('a', 'A')} }`,
  },
  { how: 'one fragment twice', operation: `mutation { ...F ...F } fragment F on Mutation { ${one('a', 'A')} }` },
])(
  'the mutation envelope is allowed once per operation: $how is refused, and nothing is done',
  async ({ operation }) => {
    const partner = await world.partner();

    const answer = await world.withoutWriting(() => sendGraphql(world, partner, operation));
    expect([answer.data, refusalsIn(answer)]).toEqual([
      null,
      [['BAD_USER_INPUT', 'envelope: expected once per operation. Send the methods one by one.']],
    ]);
  },
);

test('other operations of the document and other mutations of the operation do not count', async () => {
  const partner = await world.partner();
  const query = `mutation First { ${one('a', 'A')} }
    mutation Second {
      ${one('b', 'B')}
      updateCustomer(input: { remoteId: "B", name: "Renamed" }) { ... on UpdateCustomerSuccess { customer { name } } }
    }`;
  const headers = { 'x-api-key': partner.key, 'content-type': 'application/json' };
  const body = JSON.stringify({ query, operationName: 'Second' });

  const response = await fetch(`${world.url}/graphql`, { method: 'POST', headers, body });
  expect(await response.json()).toMatchObject({
    data: { b: { __typename: 'EnvelopeSuccess' }, updateCustomer: { customer: { name: 'Renamed' } } },
  });
  const { customers } = await partner.graphql('{ customers { nodes { remoteId } } }');
  expect(customers.nodes).toEqual([{ remoteId: 'B' }]);
});

test('a method acts only for the organisation of its key', async () => {
  const above = await world.partner();
  const below = await world.partner({ parent: above });
  await sell(below, '2028-01-01T10:00:00Z');

  const params = { id: 'ORDER-1', organisation: below.organisationId };
  const refused = await world.withoutWriting(() => call(above, 'suspendOrder', params));
  expect(refused).toMatchObject({ __typename: 'OrderNotFoundError', remoteId: 'ORDER-1' });
});
