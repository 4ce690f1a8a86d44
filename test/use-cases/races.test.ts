import { expect, test } from 'vitest';
import type { Partner } from '../support/partner.ts';
import { customerCall, done, firstOrderCall, rowsOf, sell, tally } from '../support/sales.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();

const times = <Value>(count: number, make: (index: number) => Value) =>
  Array.from({ length: count }, (_, i) => make(i));

/** Sends a mutation and tells what came of it. */
async function outcome(partner: Partner, field: string, input: Record<string, unknown>): Promise<string> {
  return (await partner.mutate(field, input)).__typename;
}

/** The same for a verb with an id of its own: of a conflict it tells in which members. */
async function outcomeById(partner: Partner, field: string, input: Record<string, unknown>): Promise<string> {
  const selection = '... on RemoteIdConflictError { conflictingFields }';
  const { __typename, conflictingFields } = await partner.mutate(field, input, selection);
  return conflictingFields === undefined ? __typename : `${__typename} ${conflictingFields}`;
}

test('of first orders with the same id but different values one is accepted, and the others name the differences', async () => {
  const partner = await world.partner();
  await partner.advanceTo('2028-01-01T00:00:00Z');
  await done(partner, customerCall());
  await done(partner, customerCall({ id: 'OTHER' }));
  const input = (seats: number, customer: string, duration: string) => ({
    remoteId: 'ORDER-1',
    product: 'oo-lite',
    seats,
    customer,
    duration,
  });

  const [winner = '', ...losers] = (
    await Promise.all([
      ...times(10, (index) => outcomeById(partner, 'createFirstOrder', input(index + 1, 'ABC', 'MONTHLY'))),
      ...times(10, (index) => outcomeById(partner, 'createFirstOrder', input(index + 1, 'OTHER', 'YEARLY'))),
    ])
  ).sort();

  expect(winner).toBe('CreateFirstOrderSuccess');
  expect(tally(losers)).toEqual({
    'RemoteIdConflictError seats': 9,
    'RemoteIdConflictError customer,duration': 1,
    'RemoteIdConflictError customer,duration,seats': 9,
  });
  expect(await rowsOf(world, partner)).toMatchObject({
    orders: 1,
    subscriptions: 1,
    terms: 1,
    lines: 1,
    events: ['createCustomer', 'createCustomer', 'createFirstOrder'],
  });
});

test('of customers with the same id but different values one is created, and the others name the differences', async () => {
  const partner = await world.partner();
  const input = (index: number) => ({
    remoteId: 'ABC',
    name: `Company ${index}`,
    admin: { email: 'isa@example.com', phone: `+973 ${index}` },
  });

  const outcomes = await Promise.all(times(20, (index) => outcomeById(partner, 'createCustomer', input(index))));

  expect(tally(outcomes)).toEqual({ CreateCustomerSuccess: 1, 'RemoteIdConflictError admin.phone,name': 19 });
  expect(await rowsOf(world, partner)).toMatchObject({ customers: 1, events: ['createCustomer'] });
});

test('one id for simultaneous renewals of two orders renews one of them', async () => {
  const partner = await world.partner();
  await sell(partner);
  await done(partner, firstOrderCall({ id: 'ORDER-2' }));
  await partner.advanceTo('2028-01-20T00:00:00Z');
  const input = (index: number) => ({ remoteId: 'RENEWAL', firstOrder: index % 2 === 0 ? 'ORDER-1' : 'ORDER-2' });

  const outcomes = await Promise.all(times(40, (index) => outcomeById(partner, 'createRenewalOrder', input(index))));

  expect(tally(outcomes)).toEqual({
    CreateRenewalOrderSuccess: 20,
    'RemoteIdConflictError firstOrder': 20,
  });
  expect(await rowsOf(world, partner)).toMatchObject({ orders: 3, subscriptions: 2, terms: 3, lines: 3 });
});

test('one id for simultaneous orders of three kinds places one order', async () => {
  const partner = await world.partner();
  await sell(partner);
  await done(partner, customerCall({ id: 'OTHER' }));
  await partner.advanceTo('2028-01-20T00:00:00Z');
  const remoteId = 'SAME';
  const requests = [
    ['createFirstOrder', { remoteId, customer: 'OTHER', product: 'oo-lite', seats: 5, duration: 'MONTHLY' }],
    ['createRenewalOrder', { remoteId, firstOrder: 'ORDER-1' }],
    ['changeSeats', { remoteId, firstOrder: 'ORDER-1', seats: 50 }],
  ] as const;

  const outcomes = await Promise.all(
    times(30, (index) => {
      const [field, input] = requests[index % 3] ?? requests[0];
      return outcomeById(partner, field, input);
    }),
  );

  const { 'RemoteIdConflictError kind': conflicts, ...accepted } = tally(outcomes);
  expect(conflicts).toBe(20);
  expect(Object.values(accepted)).toEqual([10]);
  const rows = await rowsOf(world, partner);
  expect(rows.orders).toBe(2);
  expect(rows.lines).toBe(2);
  expect(rows.terms + rows.subscriptions).toBe({ FIRST: 4, RENEWAL: 3, CHANGE: 2 }[await kindOf(partner, remoteId)]);
});

test('an id used by one partner is available to every other partner at the same time', async () => {
  const partners = await Promise.all(times(5, () => world.partner()));

  await Promise.all(partners.map((partner) => sell(partner)));

  for (const partner of partners) expect(await rowsOf(world, partner)).toMatchObject({ customers: 1, orders: 1 });
});

test('of 20 users who request the last seat simultaneously one gets it', async () => {
  const partner = await world.partner();
  await partner.advanceTo('2028-01-01T00:00:00Z');
  await done(partner, customerCall());
  await done(partner, firstOrderCall({ licenses: 3 }));
  const create = (name: string) => outcome(partner, 'createUser', { email: `${name}@example.com`, customer: 'ABC' });
  await create('one');
  await create('two');

  const outcomes = await Promise.all(times(20, (index) => create(`candidate-${index}`)));

  expect(tally(outcomes)).toEqual({ CreateUserSuccess: 1, SeatLimitReachedError: 19 });
  expect(await rowsOf(world, partner)).toMatchObject({
    users: 3,
    events: ['createCustomer', 'createFirstOrder', 'createUser', 'createUser', 'createUser'],
  });
});

test('of 20 disabled users who are enabled simultaneously as many succeed as there are seats', async () => {
  const partner = await world.partner();
  await partner.advanceTo('2028-01-01T00:00:00Z');
  await done(partner, customerCall());
  const emails = times(20, (index) => `user-${index}@example.com`);
  for (const email of emails) await partner.mutate('createUser', { email, customer: 'ABC' });
  for (const email of emails) await partner.mutate('updateUserByEmail', { email, isActive: false });
  await done(partner, firstOrderCall({ licenses: 7 }));

  const outcomes = await Promise.all(
    emails.map((email) => outcome(partner, 'updateUserByEmail', { email, isActive: true })),
  );

  expect(tally(outcomes)).toEqual({ UpdateUserByEmailSuccess: 7, SeatLimitReachedError: 13 });
  expect(
    await world.rows(`SELECT count(*)::int AS active FROM "User" WHERE "organisationId" = $1 AND "isActive"`, [
      partner.organisationId,
    ]),
  ).toEqual([{ active: 7 }]);
});

test('one e-mail address in different case, for several customers, creates one user', async () => {
  const partner = await world.partner();
  await done(partner, customerCall());
  await done(partner, customerCall({ id: 'OTHER' }));
  const spellings = ['isa@example.com', 'ISA@example.com', 'Isa@Example.Com', 'isa@EXAMPLE.COM'];
  const tenants = [{}, { customer: 'ABC' }, { customer: 'OTHER' }];

  const outcomes = await Promise.all(
    times(24, (index) => outcome(partner, 'createUser', { email: spellings[index % 4], ...tenants[index % 3] })),
  );

  expect(tally(outcomes)).toEqual({ CreateUserSuccess: 1, EmailTakenError: 23 });
  expect(await rowsOf(world, partner)).toMatchObject({ users: 1 });
});

async function kindOf(partner: Partner, remoteId: string): Promise<'FIRST' | 'RENEWAL' | 'CHANGE'> {
  const { order } = await partner.graphql('query ($remoteId: String!) { order(remoteId: $remoteId) { kind } }', {
    remoteId,
  });
  return order.kind;
}

test('a simultaneous renewal and change of seats are both counted, in any order', async () => {
  const partner = await world.partner();
  await sell(partner);
  await partner.advanceTo('2028-01-20T00:00:00Z');

  const [renewed, changed] = await Promise.all([
    outcome(partner, 'createRenewalOrder', { firstOrder: 'ORDER-1', remoteId: 'RENEWAL-1' }),
    outcome(partner, 'changeSeats', { firstOrder: 'ORDER-1', remoteId: 'CHANGE-1', seats: 30 }),
  ]);

  expect([renewed, changed]).toEqual(['CreateRenewalOrderSuccess', 'ChangeSeatsSuccess']);
  expect(
    await world.rows(`SELECT "seats" FROM "Term" WHERE "organisationId" = $1 ORDER BY "startsAt"`, [
      partner.organisationId,
    ]),
  ).toEqual([{ seats: 30 }, { seats: 30 }]);
});
