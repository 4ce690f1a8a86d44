import { expect, test } from 'vitest';
import { refusalsIn, sendGraphql } from '../support/graphql-door.ts';
import { customerCall, done } from '../support/sales.ts';
import { createWorld } from '../support/world.ts';

// What is wrong with an operation or with its values, before any verb is asked.

const world = await createWorld();
world.setRealTime(Temporal.Instant.from('2026-11-21T10:00:00Z'));
const partner = await world.partner();

const statuses = 'Accepted are ACTIVE, CANCELLED, EXPIRED, PENDING, SUSPENDED.';

const faults = [
  {
    what: 'a syntax error',
    query: '{ customers {',
    refusal: ['GRAPHQL_PARSE_FAILED', 'Syntax Error: Expected Name, found <EOF>.'],
  },
  { what: 'no operation', query: '', refusal: ['GRAPHQL_PARSE_FAILED', 'Syntax Error: Unexpected <EOF>.'] },
  {
    what: 'a field that does not exist',
    query: '{ customers { nodes { nam } } }',
    refusal: ['GRAPHQL_VALIDATION_FAILED', 'Cannot query field "nam" on type "Customer".'],
  },
  {
    what: 'an argument that does not exist',
    query: '{ customers(page: 5) { totalCount } }',
    refusal: ['GRAPHQL_VALIDATION_FAILED', 'Unknown argument "page" on field "Query.customers".'],
  },
  {
    what: 'a variable that is missing',
    query: 'query ($id: String!) { customer(remoteId: $id) { name } }',
    refusal: ['BAD_USER_INPUT', 'Variable "$id" of required type "String!" was not provided.'],
  },
  {
    what: 'a null where there must be something',
    query: 'query ($id: String!) { customer(remoteId: $id) { name } }',
    variables: { id: null },
    refusal: ['BAD_USER_INPUT', 'Variable "$id" of non-null type "String!" must not be null.'],
  },
  {
    what: 'a fraction for a whole number',
    query: 'query ($first: Int) { customers(first: $first) { totalCount } }',
    variables: { first: 1.5 },
    refusal: ['BAD_USER_INPUT', 'Variable "$first" got an invalid value; Int cannot represent non-integer value.'],
  },
  {
    what: 'a fragment that spreads itself',
    query: '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
    refusal: ['GRAPHQL_VALIDATION_FAILED', 'Cannot spread fragment "A" within itself via "B".'],
  },
  {
    what: 'an operation that is not there',
    query: 'query A { __typename } query B { __typename }',
    refusal: ['OPERATION_RESOLUTION_FAILURE', 'Could not determine what operation to execute.'],
  },
  {
    what: 'an id of something else than the member is for',
    query: '{ customers(filter: { organisation: "Q3VzdG9tZXI6MQ==" }) { totalCount } }',
    refusal: ['BAD_USER_INPUT', 'ID: Q3VzdG9tZXI6MQ== is not of type: Organisation'],
  },
];

test.each(faults)('$what is refused', async ({ query, variables, refusal }) => {
  const answer = await world.withoutWriting(() => sendGraphql(world, partner, query, variables));

  expect(answer.data ?? null).toBeNull();
  expect(refusalsIn(answer)).toEqual([refusal]);
  expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
});

test('there are no subscription operations, and the refusal has a code', async () => {
  const answer = await sendGraphql(world, partner, 'subscription { __typename }');

  expect(answer.errors.map(({ message }) => message)).toEqual([
    'Schema is not configured to execute subscription operation.',
  ]);
  expect(answer.errors.map(({ extensions }) => typeof extensions?.code)).toEqual(['string']);
});

const enums = [
  { how: 'inline', query: '{ subscriptions(filter: { status: [ALIVE] }) { totalCount } }' },
  { how: 'inline as text', query: '{ subscriptions(filter: { status: ["ALIVE"] }) { totalCount } }' },
  {
    how: 'as a variable',
    query: 'query ($status: [SubscriptionStatus!]) { subscriptions(filter: { status: $status }) { totalCount } }',
    variables: { status: ['ALIVE'] },
  },
  {
    how: 'within a variable',
    query: 'query ($filter: SubscriptionFilter) { subscriptions(filter: $filter) { totalCount } }',
    variables: { filter: { status: ['ACTIVE', 'ALIVE'] } },
  },
  {
    how: 'as a number in a variable',
    query: 'query ($status: [SubscriptionStatus!]) { subscriptions(filter: { status: $status }) { totalCount } }',
    variables: { status: [5] },
  },
];

test.each(enums)('an invalid enum value, $how, is refused with the accepted values', async (fault) => {
  const { errors } = await sendGraphql(world, partner, fault.query, fault.variables);

  expect(errors).toHaveLength(1);
  expect(errors[0]?.message).toMatch(new RegExp(`${statuses.replaceAll('.', '\\.')}$`));
});

test('an unsupported duration is refused with the supported ones', async () => {
  const query = `mutation { createFirstOrder(input: {
    customer: "ABC", remoteId: "ORDER-1", product: "oo-lite", seats: 1, duration: "weekly"
  }) { __typename } }`;
  const { errors } = await world.withoutWriting(() => sendGraphql(world, partner, query));

  expect(errors.map(({ message }) => message)).toEqual([expect.stringContaining('Accepted are MONTHLY, YEARLY.')]);
});

test('every invalid enum value is reported, not only the first', async () => {
  const query = '{ customers(orderBy: { field: NAMES, direction: UP }) { totalCount } }';
  const { errors } = await sendGraphql(world, partner, query);

  expect(errors.map(({ message }) => message)).toEqual([
    expect.stringMatching(/ Accepted are CREATED_AT, ID, NAME, REMOTE_ID\.$/),
    expect.stringMatching(/ Accepted are ASC, DESC\.$/),
  ]);
});

const byVariable = 'query ($at: DateTime) { customers(filter: { createdAfter: $at }) { totalCount } }';
const inline = (at: unknown) => `{ customers(filter: { createdAfter: ${JSON.stringify(at)} }) { totalCount } }`;

test.each([
  '2026-11-21T10:00:00',
  '2026-11-21',
  '10:00:00Z',
  '2026-02-30T00:00:00Z',
  '2025-02-29T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-11-21T25:00:00Z',
  '2026-11-21T10:00:00+25:00',
  '10000-01-01T00:00:00Z',
  '+010000-01-01T00:00:00Z',
  '9999-12-31T23:59:59-12:00',
  '0000-12-31T23:59:59Z',
  '-000001-01-01T00:00:00Z',
  'now',
  '',
  1795262037,
  true,
  [],
])('%j is not an accepted instant', async (at) => {
  const expectation = 'Expected an instant with its offset, such as 2026-11-21T10:00:00Z, of the years 1 to 9999.';
  const [varied, written] = [
    await sendGraphql(world, partner, byVariable, { at }),
    await sendGraphql(world, partner, inline(at)),
  ];

  expect([varied.data, written.data]).toEqual([undefined, undefined]);
  expect(refusalsIn(varied)).toEqual([
    ['BAD_USER_INPUT', expect.stringMatching(/^Variable "\$at" got an invalid value; Expected an instant/)],
  ]);
  expect(refusalsIn(written)).toEqual([['BAD_USER_INPUT', expectation]]);
  expect(varied.errors[0]?.message).toContain(expectation);
});

test('an instant may have any offset, and fractions of a second are dropped', async () => {
  await partner.advanceTo('2027-01-01T10:00:00.999999999Z');
  await done(partner, customerCall());
  const found = async (filter: Record<string, string>) => {
    const query = 'query ($filter: CustomerFilter) { customers(filter: $filter) { totalCount } }';
    return (await partner.graphql(query, { filter })).customers.totalCount;
  };

  const { customer, viewer } = await partner.graphql('{ viewer { now } customer(remoteId: "ABC") { createdAt } }');
  expect([viewer.now, customer.createdAt]).toEqual(['2027-01-01T10:00:00Z', '2027-01-01T10:00:00Z']);
  expect(await found({ createdAfter: '2027-01-01T15:45:00+05:45' })).toBe(1);
  expect(await found({ createdAfter: '2027-01-01T05:00:01-05:00' })).toBe(0);
  expect(await found({ createdAfter: '2027-01-01T10:00:00.999999999Z' })).toBe(1);
  expect(await found({ createdBefore: '2027-01-01T10:00:00.999999999Z' })).toBe(0);
  expect(await found({ createdAfter: '0001-01-01T00:00:00Z', createdBefore: '9999-12-31T23:59:59Z' })).toBe(1);
});
