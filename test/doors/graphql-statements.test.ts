import { expect, test } from 'vitest';
import type { Partner } from '../support/partner.ts';
import { changeSeatsCall, customerCall, done, firstOrderCall } from '../support/sales.ts';
import { recordStatements, tableOf } from '../support/statements.ts';
import { createWorld } from '../support/world.ts';

// How many SQL statements an answer costs, however many rows there are: one for each field of the operation that reads. What
// takes one more is the same relation seen in two ways, and who did or placed something, whom not everybody may see.

const world = await createWorld();
world.setRealTime(Temporal.Instant.from('2026-11-21T10:00:00Z'));

/** A partner with so many customers, each with two subscriptions, one of them held, with a change and a user. */
async function partnerWith(customers: number): Promise<Partner> {
  const partner = await world.partner({ renewalWindowDays: 40 });
  for (let number = 1; number <= customers; number++) {
    const customer = `C-${number}`;
    await done(partner, customerCall({ id: customer }));
    await done(partner, firstOrderCall({ customer, id: `O-${number}` }));
    await done(partner, firstOrderCall({ customer, id: `P-${number}`, product: 'erp-std' }));
    await done(partner, changeSeatsCall({ parent: `O-${number}`, id: `K-${number}` }));
    await partner.mutate('suspendOrder', { firstOrder: `P-${number}` });
    await partner.mutate('createUser', { email: `u${number}@example.com`, customer });
  }
  await partner.mutate('createRenewalOrder', { firstOrder: 'O-1', remoteId: 'R-1' });
  return partner;
}

const few = await partnerWith(1);
const many = await partnerWith(12);

/** The tables that an operation asks, one for each statement, in alphabetical order. */
async function asked(partner: Partner, query: string, variables: Record<string, unknown> = {}): Promise<string[]> {
  const statements = recordStatements();
  await partner.graphql(query, variables);
  return statements.map(tableOf).sort();
}

/** Who is asking, what it may see and what time it is there: one statement of every request. */
const key = 'ApiKey';

/** Whether anything was moved meanwhile: asked wherever the tree or holds are shown, which a move changes. */
const tree = 'OrganisationAncestry';

const wholeSubscription = `status allowedActions daysLeft duration renewalEligibility { allowed reason opensAt term { endsAt } }
  product { code } currentTerm { seats endsAt } holds { reason placedBy { name } isLiftable } firstOrder { remoteId }
  customer { name } organisation { name }`;

const reads = [
  { what: 'nothing but the key', query: '{ viewer { now } }', tables: [key] },
  {
    what: 'customers, their subscriptions and the terms of these',
    query:
      '{ customers(first: 100) { nodes { name subscriptions { nodes { lastEndsAt terms { nodes { seats } } } } } } }',
    tables: [key, 'Customer'],
  },
  {
    what: 'customers, their orders and the terms of these',
    query: '{ customers(first: 100) { nodes { name orders { nodes { remoteId terms { nodes { seats } } } } } } }',
    tables: [key, 'Customer'],
  },
  {
    what: 'the same with counts, where only the count of the whole list is a statement of its own',
    query: `{ customers(first: 100) { totalCount nodes {
      subscriptions { totalCount nodes { terms { totalCount nodes { seats } } } } orders { totalCount } users { totalCount }
    } } }`,
    tables: [key, 'Customer', 'Customer'],
  },
  {
    what: 'a count beside the first of mere customers',
    query: '{ customers(first: 1, filter: { isActive: true }) { totalCount nodes { name } } }',
    tables: [key, 'Customer'],
  },
  {
    what: 'a count beside a page that begins elsewhere',
    query: '{ customers(first: 1, orderBy: { field: NAME }) { totalCount nodes { name } } }',
    tables: [key, 'Customer', 'Customer'],
  },
  {
    what: 'a count that a fragment asks for beside the last page',
    query: `fragment Counted on CustomerConnection { totalCount }
      { customers(last: 1) { nodes { name } ... { ...Counted } } }`,
    tables: [key, 'Customer'],
  },
  { what: 'a count alone', query: '{ subscriptions { totalCount } }', tables: [key, 'Subscription'] },
  {
    what: 'the statuses of subscriptions, which follow from their own columns',
    query: '{ subscriptions(first: 100) { nodes { status daysLeft lastEndsAt } } }',
    tables: [key, 'Subscription'],
  },
  {
    what: 'what the rules say of subscriptions',
    query: '{ subscriptions(first: 100) { nodes { allowedActions renewalEligibility { allowed reason } } } }',
    tables: [key, tree, 'Subscription'],
  },
  {
    what: 'the holds of subscriptions beside what the rules say of them',
    query: '{ subscriptions(first: 100) { nodes { allowedActions holds { reason placedBy { name } } } } }',
    tables: [key, tree, 'Organisation', 'Subscription'],
  },
  {
    what: 'the current term of subscriptions beside all their terms, which are two views of one relation',
    query: '{ subscriptions(first: 100) { nodes { currentTerm { seats } terms { nodes { seats } } } } }',
    tables: [key, 'Subscription', 'Subscription'],
  },
  {
    what: 'all of subscriptions',
    query: `{ subscriptions(first: 100) { nodes { ${wholeSubscription} } } }`,
    tables: [key, tree, 'Organisation', 'Subscription'],
  },
  {
    what: 'all of the subscriptions of customers',
    query: `{ customers(first: 100) { nodes { subscriptions { nodes { ${wholeSubscription} } } } } }`,
    tables: [key, tree, 'Customer', 'Organisation'],
  },
  {
    what: 'orders with their lines, and what these bought',
    query: `{ orders(first: 100) { nodes { parent { remoteId } lines { nodes {
      quantity product { code } term { endsAt } subscription { status }
    } } } } }`,
    tables: [key, 'Order'],
  },
  {
    what: 'users and whose seats they take',
    query: '{ users(first: 100) { nodes { email customer { name } organisation { name } } } }',
    tables: [key, 'User'],
  },
  {
    what: 'terms, what they belong to and what bought them',
    query: '{ terms(first: 100) { nodes { seats subscription { status } order { remoteId } } } }',
    tables: [key, 'Term'],
  },
  {
    what: 'events',
    query:
      '{ events(first: 100) { nodes { verb subjectId actorOrganisation { name } actorKey { hint } term { seats } after organisation { name } } } }',
    tables: [key, 'ApiKey', 'Event', 'Organisation'],
  },
  {
    what: 'the catalogue',
    query: '{ products { code durations } }',
    tables: [key, 'Product'],
  },
  {
    what: 'the tree',
    query:
      '{ viewer { organisation { name children { nodes { name customers { nodes { name } } } } customers { totalCount } } } }',
    tables: [key, tree, 'Organisation'],
  },
];

test.each(reads)('the number of statements does not depend on the number of rows: $what', async ({ query, tables }) => {
  const once = [...tables].sort();

  expect(await asked(few, query)).toEqual(once);
  expect(await asked(many, query)).toEqual(once);
});

test('the nodes of a list of ids take one statement per type', async () => {
  const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Customer { name } ... on Order { remoteId } } }';

  for (const partner of [few, many]) {
    const { customers, orders } = await partner.graphql('{ customers { nodes { id } } orders { nodes { id } } }');
    const ids = [...customers.nodes, ...orders.nodes].map(({ id }: { id: string }) => id);
    expect(await asked(partner, query, { ids })).toEqual([key, 'Customer', 'Order']);
  }
});

/** What the answer of a verb is asked for: the order, the subscription, and what the rules say of it now. */
const answer = `order { remoteId lines { nodes { quantity } } }
  subscription { status allowedActions renewalEligibility { allowed } currentTerm { seats } product { code } }`;
const answerTables = ['Order', 'Subscription'];

const verbs: readonly { field: string; input(firstOrder: string, mark: string): Record<string, unknown> }[] = [
  { field: 'suspendOrder', input: (firstOrder) => ({ firstOrder }) },
  { field: 'resumeOrder', input: (firstOrder) => ({ firstOrder }) },
  { field: 'changeSeats', input: (firstOrder, mark) => ({ firstOrder, remoteId: `K-${mark}`, seats: 50 }) },
  { field: 'createRenewalOrder', input: (firstOrder, mark) => ({ firstOrder, remoteId: `R-${mark}` }) },
  {
    field: 'createFirstOrder',
    input: (firstOrder, mark) => {
      const order = { customer: 'C-1', product: 'oo-lite', seats: 1, duration: 'MONTHLY' };
      return { ...order, remoteId: `${firstOrder}-${mark}` };
    },
  },
];

test.each(verbs)(
  '$field: its response takes one statement for the order and one for the subscription',
  async ({ field, input }) => {
    const type = `${field[0]?.toUpperCase()}${field.slice(1)}`;
    const operation = (selection: string) =>
      `mutation ($input: ${type}Input!) { ${field}(input: $input) { __typename ... on ${type}Success { ${selection} } } }`;

    for (const partner of [few, many]) {
      await done(partner, firstOrderCall({ customer: 'C-1', id: `A-${field}` }));
      // From the second time on, the verb only answers: then two calls differ in nothing but what is selected.
      const repeated = { input: input(`A-${field}`, `answer-${field}`) };
      await partner.graphql(operation('__typename'), repeated);
      const silent = await asked(partner, operation('__typename'), repeated);
      expect(await asked(partner, operation(answer), repeated)).toEqual([...silent, ...answerTables].sort());
    }
  },
);

/**
 * The statements of each verb: who asks; begin; the clock; the row to lock, what is known of it, and whether the id was
 * used; what is made, an order with all that it buys at once; a row for each thing that is changed; the event, which a first order
 * writes with itself; commit. The
 * first verb announces the open window, and those that sell a term keep the organisation's settings as they are.
 */
const costs = { suspendOrder: 10, resumeOrder: 10, changeSeats: 12, createRenewalOrder: 11, createFirstOrder: 9 };

test('the number of statements of a verb does not depend on the amount of data', async () => {
  for (const partner of [few, many]) {
    await done(partner, firstOrderCall({ customer: 'C-1', id: 'COST' }));
    const counts: Record<string, number> = {};
    for (const { field, input } of verbs) {
      const statements = recordStatements();
      await partner.mutate(field, input('COST', 'cost'));
      counts[field] = statements.length;
    }
    expect(counts).toEqual(costs);
  }
});
