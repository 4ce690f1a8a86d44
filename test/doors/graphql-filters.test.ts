import { isInputObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { sealEvents } from '../../src/audit/seal-events.ts';
import { createCustomer } from '../../src/customers/create-customer.ts';
import { schema } from '../../src/graphql/schema/schema.ts';
import { globalId } from '../support/graphql-door.ts';
import { type List, lists } from '../support/graphql-lists.ts';
import { createStock, stockTaking } from '../support/graphql-stock.ts';
import { operatorOf } from '../support/operators.ts';
import { customerCall, done, firstOrderCall } from '../support/sales.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();
world.setRealTime(Temporal.Instant.from('2026-11-21T10:00:00Z'));
const { distributor, reseller } = await createStock(world);
const { operatorId } = await operatorOf(world, reseller);
const { actor, ...ctx } = await reseller.context();
const onBehalf = await createCustomer(
  { ...ctx, actor: { ...actor, onBehalfOfId: operatorId } },
  { remoteId: 'BEHALF-1', name: 'On behalf', admin: { email: 'isa@example.com' } },
);
await sealEvents(world);

// biome-ignore lint/suspicious/noExplicitAny: a row has the shape of its selection below.
type Row = any;

/** What is read of each row to decide, without the database, whether a condition holds for it. */
const selections: { readonly [Name in List]: string } = {
  customers: 'id remoteId name lastName companyName kind crmId refId isActive archivedAt createdAt organisation { id }',
  subscriptions: `id status lastEndsAt organisation { id } customer { id name remoteId } product { code }
    firstOrder { remoteId } renewalOpensAt cancelsAt cancelledAt terms { nodes { startsAt voidedAt } }`,
  orders: 'id remoteId kind crmId refId isDemo archivedAt createdAt organisation { id } customer { id }',
  terms: 'id startsAt endsAt voidedAt subscription { organisation { id } }',
  users: 'id email displayName isActive organisation { id } customer { id }',
  operators: 'id name email isActive isVerified isAdmin organisation { id }',
  roles: 'id name builtIn organisation { id }',
  apiKeys: 'id revokedAt organisation { id }',
  apiClients: 'id revokedAt organisation { id }',
  events: 'id verb subjectId occurredAt organisation { id } actorOrganisation { id } actorKey { id } seal { sequence }',
};

const rows = Object.fromEntries(
  await Promise.all(
    Object.entries(selections).map(async ([list, selection]) => {
      const { page } = await distributor.graphql(`{ page: ${list}(first: 100) { totalCount nodes { ${selection} } } }`);
      expect(page.nodes).toHaveLength(page.totalCount);
      return [list, page.nodes];
    }),
  ),
) as { readonly [Name in List]: readonly Row[] };

/** A condition that a filter can state, and whether it holds for a row. */
interface Case {
  readonly field: string;
  readonly value: unknown;
  holds(row: Row): boolean;
}

const idOf = (list: List, holds: (row: Row) => boolean): string => rows[list].find(holds).id;
const alpha = idOf('customers', ({ remoteId }) => remoteId === 'ALPHA-1');
const seconds = (text: string) => Temporal.Instant.from(text).epochMilliseconds / 1000;
const has = (text: string | null, part: string) => (text ?? '').toLowerCase().includes(part.toLowerCase());
const cases = (field: string, values: readonly unknown[], holds: (row: Row, value: never) => boolean): Case[] =>
  values.map((value) => ({ field, value, holds: (row) => holds(row, value as never) }));

const organisation = (owner = (row: Row) => row.organisation.id): Case[] =>
  cases('organisation', [distributor.globalId, reseller.globalId], (row, id) => owner(row) === id);

/** From an instant on, and before it: at the instant itself, a second before and a second after. */
function period(after: string, before: string, member: string, instant: string): Case[] {
  const around = [-1, 0, 1].map((shift) => `${Temporal.Instant.from(instant).add({ seconds: shift })}`);
  return [
    ...cases(after, around, (row, value) => seconds(row[member]) >= seconds(value)),
    ...cases(before, around, (row, value) => seconds(row[member]) < seconds(value)),
  ];
}

const isWindowOpen = (row: Row) =>
  row.cancelsAt === null &&
  row.cancelledAt === null &&
  [row.renewalOpensAt, row.terms.nodes.at(-1).startsAt].every((at) => seconds(at) <= seconds(`${stockTaking}`));

const revoked = cases('isRevoked', [true, false], (row, value) => (row.revokedAt !== null) === value);

const conditions: { readonly [Name in List]: readonly Case[] } = {
  customers: [
    ...organisation(),
    ...cases('isActive', [true, false], (row, value) => row.isActive === value),
    ...cases('isArchived', [true, false], (row, value) => (row.archivedAt !== null) === value),
    ...cases('kind', ['COMPANY', 'PERSON'], (row, value) => row.kind === value),
    ...cases('crmId', ['CRM-1'], (row, value) => row.crmId === value),
    ...cases('refId', ['REF-1'], (row, value) => row.refId === value),
    ...period('createdAfter', 'createdBefore', 'createdAt', '2027-02-10T10:00:00Z'),
    ...cases(
      'text',
      ['alpha', 'ALPHA-', '100%', '%', '_', '\\', 'beta', 'x', 'CAFÉ école', 'almoayed', 'GmbH'],
      (row, value) => [row.name, row.lastName, row.companyName, row.remoteId].some((text) => has(text, value)),
    ),
  ],
  subscriptions: [
    ...organisation(),
    ...cases('customer', [alpha], (row, value) => row.customer.id === value),
    ...cases(
      'status',
      [...['ACTIVE', 'SUSPENDED', 'EXPIRED', 'CANCELLED', 'PENDING'].map((status) => [status]), ['ACTIVE', 'EXPIRED']],
      (row, value: string[]) => value.includes(row.status),
    ),
    ...cases('product', [['oo-std'], ['oo-std', 'erp-lim', 'no-such']], (row, value: string[]) =>
      value.includes(row.product.code),
    ),
    ...period('endsAfter', 'endsBefore', 'lastEndsAt', '2027-03-10T10:00:00Z'),
    ...cases('renewalWindowOpen', [true, false], (row, value) => isWindowOpen(row) === value),
    ...cases('text', ['alpha', 'LATE', 'o-held', '%', '_', '\\', 'x'], (row, value) =>
      [row.customer.name, row.customer.remoteId, row.firstOrder.remoteId].some((text) => has(text, value)),
    ),
  ],
  orders: [
    ...organisation(),
    ...cases('customer', [alpha], (row, value) => row.customer.id === value),
    ...cases('kind', [['FIRST'], ['RENEWAL'], ['CHANGE', 'RENEWAL']], (row, value: string[]) =>
      value.includes(row.kind),
    ),
    ...cases('isArchived', [true, false], (row, value) => (row.archivedAt !== null) === value),
    ...cases('isDemo', [true, false], (row, value) => row.isDemo === value),
    ...cases('crmId', ['CRM-1'], (row, value) => row.crmId === value),
    ...cases('refId', ['REF-1'], (row, value) => row.refId === value),
    ...period('createdAfter', 'createdBefore', 'createdAt', '2027-02-10T10:00:00Z'),
    ...cases('text', ['o-HELD', '%', '_', 'renewal-'], (row, value) => has(row.remoteId, value)),
  ],
  terms: [
    ...organisation((row) => row.subscription.organisation.id),
    ...cases('isVoided', [true, false], (row, value) => (row.voidedAt !== null) === value),
    ...period('startsAfter', 'startsBefore', 'startsAt', '2027-02-10T10:00:00Z'),
    ...period('endsAfter', 'endsBefore', 'endsAt', '2027-03-10T10:00:00Z'),
  ],
  users: [
    ...organisation(),
    ...cases('customer', [alpha], (row, value) => row.customer?.id === value),
    ...cases('isConsumer', [true, false], (row, value) => (row.customer === null) === value),
    ...cases('isActive', [true, false], (row, value) => row.isActive === value),
    ...cases('text', ['ISA', 'aswath', '%', '_', '\\'], (row, value) =>
      [row.email, row.displayName].some((text) => has(text, value)),
    ),
  ],
  operators: [
    ...organisation(),
    ...cases('isActive', [true, false], (row, value) => row.isActive === value),
    ...cases('isVerified', [true, false], (row, value) => row.isVerified === value),
    ...cases('isAdmin', [true, false], (row, value) => row.isAdmin === value),
    ...cases('text', ['ISA', 'aswath', '%', '_', '\\'], (row, value) =>
      [row.email, row.name].some((text) => has(text, value)),
    ),
  ],
  roles: [
    ...organisation(),
    ...cases('isBuiltIn', [true, false], (row, value) => (row.builtIn !== null) === value),
    ...cases('text', ['OWN', 'read-only', '%', '_', '\\'], (row, value) => has(row.name, value)),
  ],
  apiKeys: [...organisation(), ...revoked],
  apiClients: [...organisation(), ...revoked],
  events: [
    ...organisation(),
    ...cases(
      'subject',
      [
        distributor.globalId,
        alpha,
        idOf('subscriptions', (row) => row.firstOrder.remoteId === 'O-WINDOW'),
        idOf('users', ({ email }) => email === 'Isa@example.com'),
        rows.events.find(({ verb }) => verb === 'createKey').subjectId,
      ],
      (row, value) => row.subjectId === value,
    ),
    ...cases('verb', [['createFirstOrder'], ['cancelOrder', 'subscriptionCancelled']], (row, value: string[]) =>
      value.includes(row.verb),
    ),
    ...cases(
      'actor',
      [distributor.globalId, rows.events.find(({ actorKey }) => actorKey !== null).actorKey.id],
      (row, value) => [row.actorOrganisation?.id, row.actorKey?.id].includes(value),
    ),
    ...cases(
      'onBehalfOf',
      [globalId('Operator', operatorId)],
      (row) => row.subjectId === globalId('Customer', onBehalf.id),
    ),
    ...cases('sealedAfter', [3], (row, value) => row.seal.sequence > value),
    ...cases('sealedUpTo', [3], (row, value) => row.seal.sequence <= value),
    ...period('occurredAfter', 'occurredBefore', 'occurredAt', '2027-02-10T10:00:00Z'),
  ],
};

interface Found {
  readonly totalCount: number;
  readonly nodes: readonly { readonly id: string }[];
}

/** What a list finds for each of these filters, asked for in as few operations as fit. */
async function found(list: List, filters: readonly Record<string, unknown>[]): Promise<Found[]> {
  const all: Found[] = [];
  for (let from = 0; from < filters.length; from += 50) {
    const some = filters.slice(from, from + 50);
    const variables = some.map((_filter, index) => `$f${index}: ${lists[list]}Filter`).join(', ');
    const fields = some.map(
      (_filter, index) => `a${index}: ${list}(first: 100, filter: $f${index}) { totalCount nodes { id } }`,
    );
    const values = Object.fromEntries(some.map((filter, index) => [`f${index}`, filter]));
    all.push(
      ...Object.values<Found>(await distributor.graphql(`query (${variables}) { ${fields.join(' ')} }`, values)),
    );
  }
  return all;
}

async function expectFound(list: List, combinations: readonly (readonly Case[])[]): Promise<void> {
  const filters = combinations.map((combined) =>
    Object.fromEntries(combined.map(({ field, value }) => [field, value])),
  );

  for (const [index, page] of (await found(list, filters)).entries()) {
    const expected = rows[list].filter((row) => combinations[index]?.every(({ holds }) => holds(row)));
    const filter = JSON.stringify(filters[index]);
    expect(
      page.nodes.map(({ id }) => id),
      filter,
    ).toEqual(expected.map(({ id }) => id));
    expect(page.totalCount, filter).toBe(expected.length);
  }
}

const names = Object.keys(lists) as List[];

test('the test data has subscriptions of every status', () => {
  const statuses = rows.subscriptions.map(({ firstOrder, status }) => [firstOrder.remoteId, status]);

  expect(Object.fromEntries(statuses)).toEqual({
    'O-EXPIRED': 'EXPIRED',
    'O-DUE': 'CANCELLED',
    'O-HELD': 'SUSPENDED',
    'O-SCHEDULED': 'ACTIVE',
    'o-100%': 'ACTIVE',
    'O-WINDOW': 'ACTIVE',
    'O-HELD-WINDOW': 'SUSPENDED',
    'O-NEXT': 'ACTIVE',
    'O-GONE': 'CANCELLED',
    'O-PENDING': 'PENDING',
  });
});

test.each(names)('%s have exactly the conditions of this test', (list) => {
  const type = schema.getType(`${lists[list]}Filter`);

  const fields = isInputObjectType(type) ? Object.keys(type.getFields()) : [];
  expect(fields.sort()).toEqual([...new Set(conditions[list].map(({ field }) => field))].sort());
});

test.each(names)('%s: every condition holds for some rows and not for all', (list) => {
  const idle = conditions[list].filter(({ holds }) => {
    const count = rows[list].filter((row) => holds(row)).length;
    return count === 0 || count === rows[list].length;
  });

  expect(idle.map(({ field, value }) => [field, value])).toEqual([]);
});

test.each(names)('%s are found by every single condition', async (list) => {
  await expectFound(
    list,
    conditions[list].map((condition) => [condition]),
  );
});

test.each(names)('%s are found by every pair of conditions', async (list) => {
  const pairs = conditions[list].flatMap((one, index) =>
    conditions[list]
      .slice(index + 1)
      .filter(({ field }) => field !== one.field)
      .map((other) => [one, other]),
  );

  await expectFound(list, pairs);
});

test.each(names)('%s: an absent, empty or null filter excludes nothing', async (list) => {
  const nothing = Object.fromEntries(conditions[list].map(({ field }) => [field, null]));

  for (const page of await found(list, [{}, nothing])) {
    expect(page.nodes.map(({ id }) => id)).toEqual(rows[list].map(({ id }) => id));
  }
});

test('the subscriptions of each customer are found by every condition, too', async () => {
  for (const { field, value, holds } of conditions.subscriptions) {
    const { customers } = await distributor.graphql(
      `query ($filter: SubscriptionFilter) {
        customers(first: 100) { nodes { id subscriptions(first: 100, filter: $filter) { totalCount nodes { id } } } }
      }`,
      { filter: { [field]: value } },
    );

    for (const { id: customerId, subscriptions } of customers.nodes) {
      const expected = rows.subscriptions.filter((row) => row.customer.id === customerId && holds(row));
      const nodes = expected.map(({ id }) => ({ id }));
      expect(subscriptions, JSON.stringify({ [field]: value })).toEqual({ totalCount: nodes.length, nodes });
    }
  }
});

test('an empty list of values excludes everything, and empty text nothing', async () => {
  const counts = async (list: List, filter: Record<string, unknown>) =>
    (await found(list, [filter])).map(({ totalCount, nodes }) => [totalCount, nodes.length]);

  expect(await counts('subscriptions', { status: [] })).toEqual([[0, 0]]);
  expect(await counts('subscriptions', { product: [] })).toEqual([[0, 0]]);
  expect(await counts('orders', { kind: [] })).toEqual([[0, 0]]);
  expect(await counts('events', { verb: [] })).toEqual([[0, 0]]);
  for (const list of ['customers', 'subscriptions', 'orders', 'users'] as const) {
    expect(await counts(list, { text: '' })).toEqual([[rows[list].length, rows[list].length]]);
  }
});

test('events of a subject type without such events are refused', async () => {
  const filter = { subject: globalId('Term', 1) };

  await expect(found('events', [filter])).rejects.toThrow('subject: there are no events about');
});

test('a real partner filters by the status of the present second, whether or not a job has run', async () => {
  const partner = await world.partner({ sandbox: false });
  const at = (time: string) => world.setRealTime(Temporal.Instant.from(time));
  const counts = async () => {
    const count = (name: string, filter: string) => `${name}: subscriptions(filter: { ${filter} }) { totalCount }`;
    const fields = [
      count('active', 'status: [ACTIVE]'),
      count('expired', 'status: [EXPIRED]'),
      count('open', 'renewalWindowOpen: true'),
    ];
    const { active, expired, open } = await partner.graphql(`{ ${fields.join(' ')} }`);
    return [active, expired, open].map(({ totalCount }) => totalCount);
  };
  at('2026-12-01T10:00:00Z');
  await done(partner, customerCall());
  await done(partner, firstOrderCall());

  expect(await counts()).toEqual([1, 0, 0]);
  at('2026-12-17T09:59:59Z');
  expect(await counts()).toEqual([1, 0, 0]);
  at('2026-12-17T10:00:00Z');
  expect(await counts()).toEqual([1, 0, 1]);
  at('2027-01-01T09:59:59Z');
  expect(await counts()).toEqual([1, 0, 1]);
  at('2027-01-01T10:00:00Z');
  expect(await counts()).toEqual([0, 1, 1]);
});
