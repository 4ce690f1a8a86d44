import { execute, parse } from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../../src/graphql/schema/schema.ts';
import { globalId, sendHttp } from '../support/graphql-door.ts';
import { customerCall, done, firstOrderCall } from '../support/sales.ts';
import { recordStatements, tableOf } from '../support/statements.ts';
import { createWorld } from '../support/world.ts';

// With what a row is read, at the root or for the answer of a verb, is planned once for all who send the same document, where
// it goes by nothing but that. Nobody may see a difference.

const world = await createWorld();
world.setRealTime(Temporal.Instant.from('2026-11-21T10:00:00Z'));
const partner = await world.partner({ name: 'One' });
const other = await world.partner({ name: 'Other' });
for (const one of [partner, other]) {
  await done(one, customerCall({ id: 'C-1', name: `${one.organisationId}` }));
  await done(one, firstOrderCall({ customer: 'C-1', id: 'O-1' }));
  await done(one, firstOrderCall({ customer: 'C-1', id: 'O-2' }));
  await one.mutate('createUser', { email: 'u@example.com', customer: 'C-1' });
  await one.mutate('createOperator', { name: 'Op', email: 'op@example.com' });
}

/** The answer to an operation of a document, and which tables it took, one for each statement. */
async function answered(who: typeof partner, query: string, operationName?: string) {
  const statements = recordStatements();
  const { data } = await sendHttp(world, {
    method: 'POST',
    headers: { 'x-api-key': who.key, 'content-type': 'application/json' },
    body: JSON.stringify({ query, operationName }),
  });
  return { data, tables: statements.map(tableOf).filter((table) => table !== 'ApiKey') };
}

const own = globalId('Organisation', partner.organisationId);

test.each([
  {
    query:
      '{ row: customer(remoteId: "C-1") { own: id databaseId name __typename contact: admin { email } isActive } }',
    row: {
      own: expect.any(String),
      databaseId: expect.any(Number),
      name: `${partner.organisationId}`,
      __typename: 'Customer',
      contact: { email: expect.stringContaining('@') },
      isActive: true,
    },
    tables: ['Customer'],
  },
  {
    query: '{ row: subscription(firstOrder: "O-1") { status daysLeft current: status lastEndsAt } }',
    row: { status: 'ACTIVE', daysLeft: expect.any(Number), current: 'ACTIVE', lastEndsAt: expect.any(String) },
    tables: ['Subscription'],
  },
  {
    query: '{ row: order(remoteId: "O-1") { remoteId kind } }',
    row: { remoteId: 'O-1', kind: 'FIRST' },
    tables: ['Order'],
  },
  {
    query: '{ row: user(email: "U@example.com") { email isActive } }',
    row: { email: 'u@example.com', isActive: true },
    tables: ['User'],
  },
  {
    query: '{ row: operator(email: "OP@example.com") { name email } }',
    row: { name: 'Op', email: 'op@example.com' },
    tables: ['Operator'],
  },
  { query: `{ row: organisation(id: "${own}") { name } }`, row: { name: 'One' }, tables: ['Organisation'] },
])('the result is the same each time, with every executor: $query', async ({ query, row, tables }) => {
  // A directive leaves the second one to graphql-js.
  const byGraphqlJs = query.replace(/ }$/, ' viewer @include(if: true) { now } }');
  for (const document of [query, byGraphqlJs]) {
    for (const time of ['first', 'second', 'third']) {
      const found = await answered(partner, document);
      expect([found.data['row'], found.tables], time).toEqual([row, tables]);
    }
  }
});

test('another partner with the same document gets its own row', async () => {
  const query = '{ customer(remoteId: "C-1") { name } }';

  for (const who of [partner, other, partner]) {
    expect((await answered(who, query)).data).toEqual({ customer: { name: `${who.organisationId}` } });
  }
});

const name = `${partner.organisationId}`;

test('operations that share a fragment read what each of them selects', async () => {
  const query = `fragment Shared on Query { customer(remoteId: "C-1") { name } }
    query Short { ...Shared }
    query Long { ...Shared customer(remoteId: "C-1") { orders { nodes { remoteId } } } }`;

  for (const operation of ['Short', 'Short', 'Long', 'Long', 'Short']) {
    const more = operation === 'Long' ? { orders: { nodes: [{ remoteId: 'O-1' }, { remoteId: 'O-2' }] } } : {};
    const found = await answered(partner, query, operation);
    expect([found.data, found.tables], operation).toEqual([{ customer: { name, ...more } }, ['Customer']]);
  }
});

test.each([
  {
    what: 'what variables leave out',
    query: 'query ($all: Boolean!) { customer(remoteId: "C-1") { name isActive @include(if: $all) } }',
    variables: [{ all: false }, { all: true }, { all: false }],
    answers: [{ name }, { name, isActive: true }, { name }],
  },
  {
    what: 'pages that are as long as a variable says',
    query: `query ($few: Int!) { customer(remoteId: "C-1") { orders(first: $few) { nodes { remoteId }
      pageInfo { hasNextPage } } } }`,
    variables: [{ few: 1 }, { few: 2 }, { few: 1 }],
    answers: [
      { orders: { nodes: [{ remoteId: 'O-1' }], pageInfo: { hasNextPage: true } } },
      { orders: { nodes: [{ remoteId: 'O-1' }, { remoteId: 'O-2' }], pageInfo: { hasNextPage: false } } },
      { orders: { nodes: [{ remoteId: 'O-1' }], pageInfo: { hasNextPage: true } } },
    ],
  },
  {
    what: 'pages that are as long as the document says',
    query: `{ customer(remoteId: "C-1") { orders(first: 1) { totalCount nodes { remoteId lines { nodes { quantity } } } } } }`,
    variables: [{}, {}, {}],
    answers: Array(3).fill({
      orders: { totalCount: 2, nodes: [{ remoteId: 'O-1', lines: { nodes: [{ quantity: 20 }] } }] },
    }),
  },
  {
    what: 'a filter that goes by a variable',
    query: `query ($products: [String!]) { customer(remoteId: "C-1") { subscriptions(filter: { product: $products }) {
      totalCount } } }`,
    variables: [{ products: ['oo-lite'] }, { products: ['erp-std'] }],
    answers: [{ subscriptions: { totalCount: 2 } }, { subscriptions: { totalCount: 0 } }],
  },
])('planned for each request: $what', async ({ query, variables, answers }) => {
  for (const [place, asked] of variables.entries()) {
    const statements = recordStatements();
    expect(await partner.graphql(query, asked)).toEqual({ customer: answers[place] });
    expect(statements.map(tableOf)).toEqual(['ApiKey', 'Customer']);
  }
});

test('values that depend on time use the time of each request', async () => {
  const query = '{ subscription(firstOrder: "O-1") { status currentTerm { seats } terms { totalCount } } }';
  const during = { status: 'ACTIVE', currentTerm: { seats: 20 }, terms: { totalCount: 1 } };

  expect(await partner.graphql(query)).toEqual({ subscription: during });
  await partner.advanceTo('2027-12-01T00:00:00Z');
  expect(await partner.graphql(query)).toEqual({ subscription: { ...during, status: 'EXPIRED', currentTerm: null } });
});

/** With what a document has customers read, each time that it is executed. */
async function selectionsOf(query: string, variables: Record<string, unknown> = {}): Promise<unknown[]> {
  const selections: unknown[] = [];
  const findUnique = async ({ select }: { select: unknown }) => {
    selections.push(select);
    return null;
  };
  const document = parse(query);
  for (const useCase of [await partner.context(), await other.context()]) {
    await execute({
      schema,
      document,
      variableValues: variables,
      contextValue: { useCase, reader: { customer: { findUnique } } },
    });
  }
  return selections;
}

test('a common selection is planned once, including relations, and is immutable', async () => {
  const query = `fragment Orders on Customer { orders(first: 2) { nodes { remoteId } } }
    { customer(remoteId: "C-1") { name ... on Customer { admin { email } } ...Orders } }`;
  const [first, second] = await selectionsOf(query);

  expect(first).toMatchObject({ name: true, adminEmail: true, orders: { take: 3, select: { remoteId: true } } });
  expect(second).toBe(first);
  expect(Object.isFrozen(first)).toBe(true);
});

test('a selection that depends on a variable is planned for each request', async () => {
  const query = 'query ($few: Int!) { customer(remoteId: "C-1") { orders(first: $few) { nodes { remoteId } } } }';
  const [first, second] = await selectionsOf(query, { few: 2 });

  expect(second).toEqual(first);
  expect(second).not.toBe(first);
});

test('large selections of a short document are not cached', async () => {
  const levels = Array.from({ length: 12 }, (_, level) => {
    const below = level === 0 ? 'name' : `...F${level - 1}`;
    return `fragment F${level} on Organisation { children(first: 1) { nodes { ${below} } edges { node { ${below} } } } }`;
  });
  const [first, second] = await selectionsOf(
    `${levels.join('\n')} { customer(remoteId: "C-1") { organisation { ...F11 } } }`,
  );

  expect(second).toEqual(first);
  expect(second).not.toBe(first);
});

test('the result of a verb is the same for each caller, including relations', async () => {
  const query = `mutation { updateCustomer(input: { remoteId: "C-1", description: "as it is" }) { ... on UpdateCustomerSuccess {
    customer { description organisation { name } orders(first: 1) { nodes { remoteId customer { remoteId } } } } } } }`;
  const orders = { nodes: [{ remoteId: 'O-1', customer: { remoteId: 'C-1' } }] };

  for (const [who, called] of [
    [partner, 'One'],
    [other, 'Other'],
    [partner, 'One'],
  ] as const) {
    const customer = { description: 'as it is', organisation: { name: called }, orders };
    expect(await who.graphql(query)).toEqual({ updateCustomer: { customer } });
  }
});
