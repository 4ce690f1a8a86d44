import { expect, test } from 'vitest';
import { operatorOf } from '../support/operators.ts';
import type { Partner } from '../support/partner.ts';
import { customerCall, done, firstOrderCall, sell } from '../support/sales.ts';
import { createWorld } from '../support/world.ts';

// Organisations, as those above them create, change, move, archive and restore them.

const world = await createWorld();
world.setRealTime(Temporal.Instant.from('2026-11-21T10:00:00Z'));

const facts = `databaseId name sandbox timeZone locale currency renewalWindowDays linkedAccount financeType createdAt
  archivedAt parent { name }`;

/** What a verb answers of the organisation, or its refusal. */
// biome-ignore lint/suspicious/noExplicitAny: it has the shape of the selection, and tests say what they expect.
async function asked(partner: Partner, verb: string, input: Record<string, unknown>, selection = facts): Promise<any> {
  const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Success`;
  const { organisation, ...rest } = await partner.mutate(
    verb,
    input,
    `... on ${type} { organisation { ${selection} } }`,
  );
  return organisation ?? rest;
}

async function codeOf(partner: Partner, verb: string, input: Record<string, unknown>): Promise<string> {
  const refused = await world.withoutWriting(() => partner.mutate(verb, input));
  return refused.code;
}

const globalId = (id: number) => Buffer.from(`Organisation:${id}`).toString('base64');
const nowhere = globalId(2 ** 31 - 1);

/** The last event about an organisation that a partner can read in an organisation's trail. */
async function lastEvent(reader: Partner, organisation: Partner) {
  const { events } = await reader.graphql(
    `query ($organisation: ID!) { events(last: 1, filter: { organisation: $organisation }) {
      nodes { verb subjectId before after actorOrganisation { name } occurredAt } } }`,
    { organisation: organisation.globalId },
  );
  return events.nodes[0];
}

async function chain() {
  const vendor = await world.partner({ name: 'Vendor', timeZone: 'Asia/Bahrain' });
  const distributor = await world.partner({ name: 'Distributor', parent: vendor });
  const reseller = await world.partner({ name: 'Reseller', parent: distributor });
  return { vendor, distributor, reseller };
}

test('an organisation is created below the caller with its settings, and is visible to the rest of the request', async () => {
  const vendor = await world.partner({ name: 'Vendor', timeZone: 'Asia/Bahrain' });
  await vendor.advanceTo('2028-01-01T10:00:00Z');
  await vendor.mutate('updateOrganisation', { locale: 'ar-bh', currency: 'BHD', renewalWindowDays: 3 });

  const created = await asked(vendor, 'createOrganisation', { name: 'Gulf Telecom' });
  expect(created).toEqual({
    databaseId: expect.any(Number),
    name: 'Gulf Telecom',
    sandbox: true,
    timeZone: 'Asia/Bahrain',
    locale: 'ar-BH',
    currency: 'BHD',
    renewalWindowDays: null,
    linkedAccount: false,
    financeType: null,
    createdAt: '2028-01-01T10:00:00Z',
    archivedAt: null,
    parent: { name: 'Vendor' },
  });
  const settings = {
    timeZone: 'Europe/Zurich',
    locale: 'de-ch',
    currency: 'CHF',
    renewalWindowDays: 0,
    linkedAccount: true,
    financeType: 'AGENT',
  };
  const parent = globalId(created.databaseId);
  expect(await asked(vendor, 'createOrganisation', { name: 'Alps', parent, ...settings })).toMatchObject({
    ...settings,
    locale: 'de-CH',
    parent: { name: 'Gulf Telecom' },
  });
  const roles = await world.rows('SELECT FROM "Role" WHERE "organisationId" = $1', [created.databaseId]);
  expect(roles).toHaveLength(5);
});

test('two organisations are created one below the other in one request', async () => {
  const vendor = await world.partner({ name: 'Vendor' });
  const [next] = await world.rows<{ id: number }>('SELECT max("id") + 1 AS id FROM "Organisation"');

  const answer = await vendor.graphql(
    `mutation ($parent: ID!) {
      one: createOrganisation(input: { name: "One" }) { ... on CreateOrganisationSuccess { organisation { id } } }
      two: createOrganisation(input: { name: "Two", parent: $parent }) {
        ... on CreateOrganisationSuccess { organisation { name parent { name parent { name } } } }
      }
    }`,
    { parent: globalId(next?.id ?? 0) },
  );
  expect(answer.two.organisation).toEqual({ name: 'Two', parent: { name: 'One', parent: { name: 'Vendor' } } });
});

test('the event of a creation does not reveal the parent to the new organisation', async () => {
  const { distributor, reseller, vendor } = await chain();
  const { id } = await asked(distributor, 'createOrganisation', { name: 'New', parent: reseller.globalId }, 'id');
  const [event] = await world.rows<{ after: object }>(
    `SELECT "after" FROM "Event" WHERE "organisationId" = $1 AND "verb" = 'createOrganisation'`,
    [Number(Buffer.from(id, 'base64').toString().split(':')[1])],
  );

  expect(event?.after).toEqual({
    sandbox: true,
    timeZone: 'UTC',
    locale: 'en',
    currency: 'USD',
    renewalWindowDays: null,
    linkedAccount: false,
  });
  const { organisations } = await vendor.graphql('{ organisations { nodes { name } } }');
  expect(organisations.nodes.map(({ name }: { name: string }) => name)).toEqual([
    'Vendor',
    'Distributor',
    'Reseller',
    'New',
  ]);
});

test('given settings are changed, null removes a value, and equal values write nothing', async () => {
  const { distributor, reseller } = await chain();
  const input = { organisation: reseller.globalId, name: 'Renamed', currency: 'EUR', renewalWindowDays: 20 };
  const more = { financeType: 'AGENT', linkedAccount: true, locale: 'FR-fr', timeZone: 'Europe/Paris' };

  expect(await asked(distributor, 'updateOrganisation', { ...input, ...more })).toMatchObject({
    name: 'Renamed',
    currency: 'EUR',
    renewalWindowDays: 20,
    ...more,
    locale: 'fr-FR',
  });
  expect(await lastEvent(distributor, reseller)).toMatchObject({
    verb: 'updateOrganisation',
    before: { timeZone: 'UTC', locale: 'en', currency: 'USD', renewalWindowDays: null, linkedAccount: false },
    after: {
      timeZone: 'Europe/Paris',
      locale: 'fr-FR',
      currency: 'EUR',
      renewalWindowDays: 20,
      linkedAccount: true,
      changed: ['name', 'timeZone', 'locale', 'currency', 'renewalWindowDays', 'linkedAccount', 'financeType'],
      changedWindows: 0,
    },
  });
  const again = await world.withoutWriting(() => asked(distributor, 'updateOrganisation', { ...input, ...more }));
  expect(again).toMatchObject({ name: 'Renamed' });
  const nothing = { organisation: reseller.globalId, name: null, currency: null, linkedAccount: null };
  expect(await world.withoutWriting(() => asked(distributor, 'updateOrganisation', nothing))).toMatchObject({
    name: 'Renamed',
  });
  const removed = { organisation: reseller.globalId, renewalWindowDays: null, financeType: null };
  expect(await asked(distributor, 'updateOrganisation', removed)).toMatchObject({
    renewalWindowDays: null,
    financeType: null,
    name: 'Renamed',
  });
  expect(await asked(reseller, 'updateOrganisation', { name: 'By itself' })).toMatchObject({
    name: 'By itself',
    parent: null,
  });
});

test.each([
  [{ name: '' }, 'name', 'expected text of 1 to 255 characters, found empty text'],
  [{ timeZone: '+03:00' }, 'timeZone', 'expected the name of an IANA time zone, such as Asia/Bahrain'],
  [{ locale: 'no such tag' }, 'locale', 'expected a BCP 47 language tag, such as en or de-CH'],
  [
    { currency: 'eur' },
    'currency',
    'expected the ISO 4217 code of a currency in use: three capital letters, such as EUR',
  ],
  [
    { currency: 'QQQ' },
    'currency',
    'expected the ISO 4217 code of a currency in use: three capital letters, such as EUR',
  ],
  [
    { currency: 'HRK' },
    'currency',
    'expected the ISO 4217 code of a currency in use: three capital letters, such as EUR',
  ],
  [{ renewalWindowDays: 3651 }, 'renewalWindowDays', 'expected a whole number of days from 0 to 3650, found 3651'],
  [{ financeType: 'x'.repeat(51) }, 'financeType', 'expected text of 1 to 50 characters, found text of 51 characters'],
])('%j is refused, in a change and in a creation', async (changes, member, message) => {
  const vendor = await world.partner();
  const selection = '... on InvalidInputError { issues { path message } }';

  for (const [verb, input] of [
    ['updateOrganisation', changes],
    ['createOrganisation', { name: 'New', ...changes }],
  ] as const) {
    const { issues } = await world.withoutWriting(() => vendor.mutate(verb, input, selection));
    expect(issues).toEqual([{ path: [member], message }]);
  }
});

test('a move includes all descendants and changes what the organisations above see', async () => {
  const { vendor, distributor, reseller } = await chain();
  const lowest = await world.partner({ name: 'Lowest', parent: reseller });
  const other = await world.partner({ name: 'Other', parent: vendor });

  const moved = await asked(vendor, 'moveOrganisation', { organisation: reseller.globalId, parent: other.globalId });
  expect(moved).toMatchObject({ name: 'Reseller', parent: { name: 'Other' } });
  const query = '{ organisations { nodes { name parent { name } } } }';
  const see = async (partner: Partner) =>
    (await partner.graphql(query)).organisations.nodes.map(
      ({ name, parent }: { name: string; parent: { name: string } | null }) =>
        `${name} below ${parent?.name ?? 'nobody'}`,
    );
  expect(await see(distributor)).toEqual(['Distributor below nobody']);
  expect(await see(other)).toEqual(['Reseller below Other', 'Lowest below Reseller', 'Other below nobody']);
  expect(await see(lowest)).toEqual(['Lowest below nobody']);
  const same = { organisation: reseller.globalId, parent: other.globalId };
  expect(await world.withoutWriting(() => asked(vendor, 'moveOrganisation', same))).toMatchObject({ name: 'Reseller' });
});

test('each organisation concerned learns of a move, but nothing about organisations that it cannot see', async () => {
  const { vendor, distributor, reseller } = await chain();
  const other = await world.partner({ name: 'Other', parent: vendor });
  await vendor.mutate('moveOrganisation', { organisation: reseller.globalId, parent: other.globalId });

  const told = { verb: 'moveOrganisation', subjectId: reseller.globalId, actorOrganisation: null };
  expect(await lastEvent(reseller, reseller)).toMatchObject({
    ...told,
    before: null,
    after: { passedHoldIds: [], liftedHoldIds: [] },
  });
  expect(await lastEvent(distributor, distributor)).toMatchObject({
    ...told,
    before: { parentId: distributor.organisationId },
    after: null,
  });
  expect(await lastEvent(other, other)).toMatchObject({
    ...told,
    before: null,
    after: { parentId: other.organisationId },
  });
  expect((await lastEvent(vendor, reseller)).actorOrganisation).toEqual({ name: 'Vendor' });
});

test("a move is refused below itself, below an archived organisation, of one's own, and of an invisible one", async () => {
  const { vendor, distributor, reseller } = await chain();
  const archived = await world.partner({ name: 'Archived', parent: vendor });
  const stranger = await world.partner();
  await vendor.mutate('archiveOrganisation', { organisation: archived.globalId });
  const move = (actor: Partner, organisation: string, parent: string) =>
    codeOf(actor, 'moveOrganisation', { organisation, parent });

  expect(await move(vendor, distributor.globalId, reseller.globalId)).toBe('MOVE_BELOW_ITSELF');
  expect(await move(vendor, distributor.globalId, distributor.globalId)).toBe('MOVE_BELOW_ITSELF');
  expect(await move(vendor, reseller.globalId, archived.globalId)).toBe('ORGANISATION_ARCHIVED');
  expect(await move(distributor, distributor.globalId, reseller.globalId)).toBe('OWN_ORGANISATION');
  for (const foreign of [vendor.globalId, archived.globalId, stranger.globalId, nowhere]) {
    expect(await move(distributor, reseller.globalId, foreign)).toBe('ORGANISATION_NOT_FOUND');
    expect(await move(distributor, foreign, reseller.globalId)).toBe('ORGANISATION_NOT_FOUND');
  }
});

test('an archived organisation cannot sign in and gets nothing new, and its subscriptions continue', async () => {
  const { vendor, distributor, reseller } = await chain();
  await sell(reseller, '2028-01-01T10:00:00Z');
  await done(reseller, customerCall({ id: 'XYZ' }));
  const archived = await asked(distributor, 'archiveOrganisation', { organisation: reseller.globalId });
  expect(archived.archivedAt).toBe('2028-01-01T10:00:00Z');
  expect(await lastEvent(distributor, reseller)).toMatchObject({
    verb: 'archiveOrganisation',
    before: { archivedAt: null },
    after: { archivedAt: '2028-01-01T10:00:00Z' },
  });
  const again = { organisation: reseller.globalId };
  expect(await world.withoutWriting(() => asked(vendor, 'archiveOrganisation', again))).toEqual(archived);

  await expect(reseller.graphql('{ viewer { now } }')).rejects.toMatchObject({ response: { status: 401 } });
  const organisation = reseller.globalId;
  const order = { organisation, customer: 'XYZ', product: 'oo-lite', seats: 1, duration: 'MONTHLY' };
  const customer = { organisation, remoteId: 'NEW', name: 'New', admin: { email: 'isa@example.com' } };
  const attempts: [verb: string, input: Record<string, unknown>][] = [
    ['createCustomer', customer],
    ['createFirstOrder', { ...order, remoteId: 'NEW' }],
    ['previewFirstOrder', { ...order, remoteId: 'NEW' }],
    ['createUser', { organisation, email: 'isa@example.com', customer: 'ABC' }],
    ['createUser', { organisation, email: 'isa@example.com' }],
    ['createOrganisation', { parent: organisation, name: 'New' }],
  ];
  for (const [verb, input] of attempts) {
    const refused = await world.withoutWriting(() =>
      distributor.mutate(verb, input, '... on OrganisationArchivedError { organisationId }'),
    );
    expect(refused, verb).toMatchObject({ code: 'ORGANISATION_ARCHIVED', organisationId: organisation });
  }

  // A retry is recognised before any rule.
  const retries: [verb: string, input: Record<string, unknown>][] = [
    ['createCustomer', { ...customer, remoteId: 'ABC', name: 'ABC Company' }],
    ['createFirstOrder', { ...order, customer: 'ABC', remoteId: 'ORDER-1', seats: 20 }],
  ];
  for (const [verb, input] of retries) {
    const { __typename } = await world.withoutWriting(() => distributor.mutate(verb, input));
    expect(__typename).toMatch(/Success$/);
  }
  const running = { organisation, firstOrder: 'ORDER-1' };
  await vendor.advanceTo('2028-01-20T10:00:00Z');
  for (const verb of ['suspendOrder', 'resumeOrder', 'cancelOrder']) {
    expect((await distributor.mutate(verb, running)).__typename, verb).toMatch(/Success$/);
  }

  const restored = await asked(distributor, 'restoreOrganisation', again);
  expect(restored.archivedAt).toBeNull();
  await done(reseller, firstOrderCall({ id: 'ORDER-2', customer: 'XYZ' }));
  expect(await world.withoutWriting(() => asked(distributor, 'restoreOrganisation', again))).toEqual(restored);
});

test('a tree is archived from the bottom up and restored from the top down, from above', async () => {
  const { vendor, distributor, reseller } = await chain();
  const lower = await world.partner({ parent: reseller });
  const of = ({ globalId: organisation }: Partner) => ({ organisation });

  const refused = await world.withoutWriting(() =>
    vendor.mutate('archiveOrganisation', of(distributor), '... on NotArchivedBelowError { count }'),
  );
  expect(refused).toMatchObject({ code: 'NOT_ARCHIVED_BELOW', count: 2 });
  for (const partner of [lower, reseller, distributor]) {
    expect((await asked(vendor, 'archiveOrganisation', of(partner))).archivedAt).not.toBeNull();
  }
  const blocked = await world.withoutWriting(() =>
    vendor.mutate('restoreOrganisation', of(reseller), '... on OrganisationArchivedError { organisationId }'),
  );
  expect(blocked).toMatchObject({ code: 'ORGANISATION_ARCHIVED', organisationId: distributor.globalId });
  expect((await asked(vendor, 'restoreOrganisation', of(distributor))).archivedAt).toBeNull();
  expect((await asked(distributor, 'restoreOrganisation', of(reseller))).archivedAt).toBeNull();
  for (const verb of ['archiveOrganisation', 'restoreOrganisation']) {
    expect(await codeOf(distributor, verb, of(distributor))).toBe('OWN_ORGANISATION');
    for (const organisation of [vendor.globalId, nowhere]) {
      expect(await codeOf(distributor, verb, { organisation })).toBe('ORGANISATION_NOT_FOUND');
    }
  }
});

test('every verb requires organisation:manage', async () => {
  const { distributor, reseller } = await chain();
  const other = await world.partner({ parent: distributor });
  const [without, having] = [
    await operatorOf(world, distributor, { permissions: ['operator:manage'] }),
    await operatorOf(world, distributor, { permissions: ['organisation:manage'] }),
  ];
  const calls: [verb: string, input: Record<string, unknown>][] = [
    ['createOrganisation', { name: 'New' }],
    ['updateOrganisation', { name: 'Another' }],
    ['moveOrganisation', { organisation: reseller.globalId, parent: other.globalId }],
    ['archiveOrganisation', { organisation: reseller.globalId }],
    ['restoreOrganisation', { organisation: reseller.globalId }],
  ];

  for (const [verb, input] of calls) {
    expect(await codeOf(without, verb, input), verb).toBe('PERMISSION_DENIED');
    expect((await having.mutate(verb, input)).__typename, verb).toMatch(/Success$/);
  }
});

test('organisations are found by parent, archival and parts of their names, and sorted', async () => {
  const { vendor, distributor, reseller } = await chain();
  const second = await world.partner({ name: 'another 100%', parent: vendor });
  await vendor.mutate('archiveOrganisation', { organisation: second.globalId });
  const found = async (partner: Partner, filter: Record<string, unknown>, orderBy?: Record<string, unknown>) => {
    const { organisations } = await partner.graphql(
      `query ($filter: OrganisationFilter, $orderBy: OrganisationSort) {
        organisations(filter: $filter, orderBy: $orderBy) { totalCount nodes { name } } }`,
      { filter, orderBy },
    );
    expect(organisations.totalCount).toBe(organisations.nodes.length);
    return organisations.nodes.map(({ name }: { name: string }) => name);
  };

  expect(await found(vendor, { parent: vendor.globalId })).toEqual(['Distributor', 'another 100%']);
  expect(await found(vendor, { isArchived: true })).toEqual(['another 100%']);
  expect(await found(vendor, { isArchived: false, text: 'DIS' })).toEqual(['Distributor']);
  expect(await found(vendor, { text: '0%' })).toEqual(['another 100%']);
  expect(await found(vendor, {}, { field: 'NAME', direction: 'DESC' })).toHaveLength(4);
  expect(await found(distributor, {}, { field: 'ID', direction: 'DESC' })).toEqual(['Reseller', 'Distributor']);
  // Who is above can't be guessed.
  expect(await found(distributor, { parent: vendor.globalId })).toEqual([]);
  expect(await found(reseller, { parent: distributor.globalId })).toEqual([]);
  expect(await found(distributor, { parent: nowhere })).toEqual([]);
});

test('an organisation is found by its id, and those above or elsewhere are not', async () => {
  const { vendor, distributor, reseller } = await chain();
  const query = 'query ($id: ID!) { organisation(id: $id) { name parent { name parent { name } } } }';

  expect(await distributor.graphql(query, { id: reseller.globalId })).toEqual({
    organisation: { name: 'Reseller', parent: { name: 'Distributor', parent: null } },
  });
  for (const id of [vendor.globalId, nowhere]) {
    expect(await distributor.graphql(query, { id })).toEqual({ organisation: null });
  }
});
