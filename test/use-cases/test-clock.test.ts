import { expect, test } from 'vitest';
import { createCustomer } from '../../src/customers/create-customer.ts';
import { cancelOrder } from '../../src/orders/cancel-order.ts';
import { changeSeats } from '../../src/orders/change-seats.ts';
import { createFirstOrder } from '../../src/orders/create-first-order.ts';
import { createRenewalOrder } from '../../src/orders/create-renewal-order.ts';
import { suspendOrder } from '../../src/orders/suspend-order.ts';
import { advanceTestClock } from '../../src/sandbox/advance-test-clock.ts';
import { createQuietWorld } from '../support/calendar.ts';
import type { Partner } from '../support/partner.ts';
import { tally } from '../support/sales.ts';
import { comparableTables } from '../support/tables.ts';
import type { World } from '../support/world.ts';

const instant = Temporal.Instant.from;

const advance = async (partner: Partner, to: Temporal.Instant | string) =>
  advanceTestClock(await partner.context(), { to: instant(to) });

/** Opens a monthly order of 20 seats of customer ABC, who is created with the first one. */
async function open(partner: Partner, remoteId: string, duration: 'MONTHLY' | 'YEARLY' = 'MONTHLY'): Promise<void> {
  const ctx = await partner.context();
  await createCustomer(ctx, { remoteId: 'ABC', name: 'ABC Company', admin: { email: 'isa@example.com' } });
  await createFirstOrder(ctx, { customer: 'ABC', remoteId, product: 'oo-lite', seats: 20, duration });
}

/** A sandbox of two levels in which on 20 February 2028 every kind of subscription awaits its future. */
async function sandboxFullOfLife(world: World): Promise<Partner> {
  const partner = await world.partner({ timeZone: 'Asia/Bahrain' });
  const reseller = await world.partner({ parent: partner, renewalWindowDays: 3 });
  await advance(partner, '2028-01-31T10:00:00Z');
  for (const id of ['MONTH', 'RENEWED', 'HELD', 'LEAVING', 'GONE', 'GROWN']) await open(partner, id);
  await open(partner, 'YEAR', 'YEARLY');
  await advance(partner, '2028-02-03T22:15:30Z');
  await open(reseller, 'BELOW');
  await open(reseller, 'YEAR-BELOW', 'YEARLY');
  await advance(partner, '2028-02-20T00:00:00Z');
  const ctx = await partner.context();
  await createRenewalOrder(ctx, { firstOrder: 'RENEWED', remoteId: 'RENEWAL', seats: 7 });
  await suspendOrder(ctx, { firstOrder: 'HELD' });
  await cancelOrder(ctx, { firstOrder: 'LEAVING', at: 'END_OF_TERM' });
  await cancelOrder(ctx, { firstOrder: 'GONE', at: 'NOW' });
  await changeSeats(ctx, { firstOrder: 'GROWN', remoteId: 'CHANGE', seats: 30 });
  return partner;
}

test('one step of 13 months leaves the same tables as daily steps: the same events in the same order and times', async () => {
  const world = await createQuietWorld();
  world.setRealTime(instant('2028-01-01T00:00:00Z'));
  const [inOneStep, inDailySteps] = [await sandboxFullOfLife(world), await sandboxFullOfLife(world)];
  const beginning = instant('2028-02-20T00:00:00Z');
  const end = instant('2029-03-20T00:00:00Z');

  const { announced } = await advance(inOneStep, end);
  let announcedDaily = 0;
  for (let day = beginning; !day.equals(end); ) {
    day = day.add({ hours: 24 });
    announcedDaily += (await advance(inDailySteps, day)).announced;
  }

  expect([announced, announcedDaily]).toEqual([13, 13]);
  const [one, daily] = [await comparableTables(world, inOneStep), await comparableTables(world, inDailySteps)];
  expect(daily).toEqual(one);
  expect(tally((one['Event'] ?? []).map(({ verb }) => String(verb)))).toEqual({
    createCustomer: 2,
    createFirstOrder: 9,
    createRenewalOrder: 1,
    suspendOrder: 1,
    cancelOrder: 2,
    changeSeats: 1,
    renewalWindowOpened: 10,
    termEnded: 1,
    subscriptionExpired: 7,
    subscriptionCancelled: 1,
  });
});

test('one step announces all due transitions on the way, in their order', async () => {
  const world = await createQuietWorld();
  const partner = await world.partner();
  await advance(partner, '2028-01-01T00:00:00Z');
  await open(partner, 'YEAR', 'YEARLY');
  await open(partner, 'MONTH');
  await advance(partner, '2028-12-02T00:00:00Z');
  await open(partner, 'LATER');

  const { announced } = await advance(partner, '2029-02-01T00:00:00Z');

  expect(announced).toBe(4);
  const story = await partner.story();
  expect(story.slice(-4)).toEqual([
    '2028-12-17T00:00:00Z renewalWindowOpened',
    '2028-12-18T00:00:00Z renewalWindowOpened',
    '2029-01-01T00:00:00Z subscriptionExpired',
    '2029-01-02T00:00:00Z subscriptionExpired',
  ]);
});

test('a transition due exactly at the new time is announced, and one due a second later is not', async () => {
  const world = await createQuietWorld();
  const partner = await world.partner();
  await advance(partner, '2028-01-01T00:00:00Z');
  await open(partner, 'ORDER-1');

  const announced = [
    (await advance(partner, '2028-01-16T23:59:59Z')).announced,
    (await advance(partner, '2028-01-17T00:00:00Z')).announced,
    (await advance(partner, '2028-01-31T23:59:59Z')).announced,
    (await advance(partner, '2028-02-01T00:00:00Z')).announced,
  ];

  expect(announced).toEqual([0, 1, 0, 1]);
});

test('the response counts the transitions at and below the caller, and none above or beside it', async () => {
  const world = await createQuietWorld();
  world.setRealTime(instant('2028-01-01T00:00:00Z'));
  const vendor = await world.partner();
  const [reseller, sibling] = [await world.partner({ parent: vendor }), await world.partner({ parent: vendor })];
  for (const partner of [vendor, reseller, sibling]) await open(partner, 'ORDER-1');

  const windows = await advance(reseller, '2028-01-20T00:00:00Z');
  const ends = await advance(vendor, '2028-03-01T00:00:00Z');

  expect([windows.announced, ends.announced]).toEqual([1, 3]);
  const [{ count } = { count: 0 }] = await world.rows<{ count: number }>(
    `SELECT count(*)::int AS count FROM "Event" WHERE "actorKind" = 'CALENDAR'`,
  );
  expect(count).toBe(6);
});

test('the clock does not move back, not even by a second', async () => {
  const world = await createQuietWorld();
  const partner = await world.partner();
  await advance(partner, '2028-01-01T00:00:00Z');

  const refusal = await world.withoutWriting(() => advance(partner, '2027-12-31T23:59:59Z').catch((error) => error));

  expect({ code: refusal.code, now: String(refusal.now), to: String(refusal.to) }).toEqual({
    code: 'CLOCK_BACKWARD',
    now: '2028-01-01T00:00:00Z',
    to: '2027-12-31T23:59:59Z',
  });
});

test('a clock that was never moved follows real time, and cannot be moved to the past', async () => {
  const world = await createQuietWorld();
  world.setRealTime(instant('2028-05-05T05:05:05.5Z'));
  const partner = await world.partner();

  await world.withoutWriting(() =>
    expect(advance(partner, '2028-05-05T05:05:04Z')).rejects.toMatchObject({ code: 'CLOCK_BACKWARD' }),
  );
  const followed = await partner.now();
  await advance(partner, '2028-05-05T05:05:05Z');
  world.setRealTime(instant('2030-01-01T00:00:00Z'));

  expect(followed).toEqual(instant('2028-05-05T05:05:05Z'));
  expect(await partner.now()).toEqual(instant('2028-05-05T05:05:05Z'));
});

test('moving to the present time of the clock is not a move', async () => {
  const world = await createQuietWorld();
  const partner = await world.partner();
  await advance(partner, '2028-01-01T00:00:00Z');
  await open(partner, 'ORDER-1');

  const answer = await world.withoutWriting(() => advance(partner, '2028-01-01T00:00:00Z'));

  expect(answer).toEqual({ now: instant('2028-01-01T00:00:00Z'), announced: 0 });
});

test('simultaneous moves end at the latest instant, and announce everything once', async () => {
  const world = await createQuietWorld();
  const partner = await world.partner();
  await advance(partner, '2028-01-01T00:00:00Z');
  await open(partner, 'ORDER-1');
  const days = Array.from({ length: 40 }, (_, day) => instant('2028-01-02T00:00:00Z').add({ hours: 24 * day }));

  const outcomes = await Promise.allSettled(days.map((day) => advance(partner, day)));

  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.code] : []));
  expect(refused.filter((code) => code !== 'CLOCK_BACKWARD')).toEqual([]);
  expect(await partner.now()).toEqual(instant('2028-02-10T00:00:00Z'));
  expect(await partner.story()).toEqual([
    '2028-01-01T00:00:00Z createFirstOrder',
    '2028-01-17T00:00:00Z renewalWindowOpened',
    '2028-02-01T00:00:00Z subscriptionExpired',
  ]);
});
