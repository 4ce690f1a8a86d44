import { expect, test } from 'vitest';
import { expireEndedTerms } from '../../src/due-transitions/expire-ended-terms.ts';
import { openRenewalWindows } from '../../src/due-transitions/open-renewal-windows.ts';
import { cancelOrder } from '../../src/orders/cancel-order.ts';
import { changeSeats } from '../../src/orders/change-seats.ts';
import { createRenewalOrder } from '../../src/orders/create-renewal-order.ts';
import { keepOrder } from '../../src/orders/keep-order.ts';
import { suspendOrder } from '../../src/orders/suspend-order.ts';
import { advanceTestClock } from '../../src/sandbox/advance-test-clock.ts';
import { announcedIn, createQuietWorld, openOrder } from '../support/calendar.ts';
import { holdLock } from '../support/locks.ts';
import type { Partner } from '../support/partner.ts';
import type { World } from '../support/world.ts';

const instant = Temporal.Instant.from;

/** A database with a real partner in it, in whose time nothing is due yet. */
async function quietPartner(): Promise<[World, Partner]> {
  const world = await createQuietWorld();
  return [world, await world.partner({ sandbox: false })];
}

test('after three days without a worker every ended term is announced once, oldest first, at its end', async () => {
  const [world, partner] = await quietPartner();
  await openOrder(world, partner, { id: 'THIRD', at: '2027-03-03T11:00:00Z' });
  await openOrder(world, partner, { id: 'FIRST', at: '2027-03-03T09:00:00Z' });
  await openOrder(world, partner, { id: 'LATER', at: '2027-03-09T00:00:01Z' });
  await openOrder(world, partner, { id: 'SECOND', at: '2027-03-03T10:00:00Z' });
  await openOrder(world, partner, { id: 'FOURTH', at: '2027-03-06T00:00:00Z' });
  world.setRealTime(instant('2027-04-03T00:00:00Z'));
  await openRenewalWindows(world);
  const windows = await announcedIn(world);
  world.setRealTime(instant('2027-04-06T00:00:00Z'));

  const announced = await expireEndedTerms({ ...world, chunkSize: 2 });
  const again = await world.withoutWriting(() => expireEndedTerms({ ...world, chunkSize: 2 }));

  expect([announced, again]).toEqual([4, 0]);
  expect((await announcedIn(world)).slice(windows.length)).toEqual([
    '2027-04-03T09:00:00Z FIRST subscriptionExpired',
    '2027-04-03T10:00:00Z SECOND subscriptionExpired',
    '2027-04-03T11:00:00Z THIRD subscriptionExpired',
    '2027-04-06T00:00:00Z FOURTH subscriptionExpired',
  ]);
});

test('renewal windows are announced once, oldest first, from the exact second of their opening', async () => {
  const [world, partner] = await quietPartner();
  await openOrder(world, partner, { id: 'SECOND', at: '2027-03-02T00:00:00Z' });
  await openOrder(world, partner, { id: 'FIRST', at: '2027-03-01T00:00:00Z' });
  await openOrder(world, partner, { id: 'A-SECOND-LATER', at: '2027-03-02T00:00:01Z' });
  world.setRealTime(instant('2027-03-18T00:00:00Z'));

  const announced = await openRenewalWindows({ ...world, chunkSize: 1 });
  const again = await world.withoutWriting(() => openRenewalWindows({ ...world, chunkSize: 1 }));

  expect([announced, again]).toEqual([2, 0]);
  expect(await announcedIn(world)).toEqual([
    '2027-03-17T00:00:00Z FIRST renewalWindowOpened',
    '2027-03-18T00:00:00Z SECOND renewalWindowOpened',
  ]);
});

test('a sweep that is stopped ends after its chunk, and the next one continues', async () => {
  const [world, partner] = await quietPartner();
  for (const [index, id] of ['A', 'B', 'C'].entries()) {
    await openOrder(world, partner, { id, at: `2027-03-0${index + 1}T00:00:00Z` });
  }
  world.setRealTime(instant('2027-05-01T00:00:00Z'));

  const stopped = await expireEndedTerms({ ...world, chunkSize: 1, stopping: AbortSignal.abort() });
  const rest = await expireEndedTerms({ ...world, chunkSize: 1, stopping: new AbortController().signal });

  // Each order's open window is announced along with its end.
  expect([stopped, rest]).toEqual([2, 4]);
  expect((await announcedIn(world)).filter((line) => line.endsWith('subscriptionExpired'))).toEqual([
    '2027-04-01T00:00:00Z A subscriptionExpired',
    '2027-04-02T00:00:00Z B subscriptionExpired',
    '2027-04-03T00:00:00Z C subscriptionExpired',
  ]);
});

test.each([1, 2, 3, 500])('after 14 months without a worker nothing is lost, in chunks of %d', async (chunkSize) => {
  const [world, partner] = await quietPartner();
  await openOrder(world, partner, { id: 'YEAR', at: '2027-01-15T00:00:00Z', duration: 'YEARLY' });
  await openOrder(world, partner, { id: 'MONTH', at: '2027-01-31T00:00:00Z' });
  await openOrder(world, partner, { id: 'TWO-MONTHS', at: '2027-01-31T00:00:00Z' });
  world.setRealTime(instant('2027-02-20T00:00:00Z'));
  await createRenewalOrder(await partner.context(), { firstOrder: 'TWO-MONTHS', remoteId: 'RENEWAL' });
  world.setRealTime(instant('2028-03-31T00:00:00Z'));

  const ended = await expireEndedTerms({ ...world, chunkSize });
  const opened = await openRenewalWindows({ ...world, chunkSize });

  const announced = await announcedIn(world);
  expect(ended + opened).toBe(announced.length - 1);
  expect(announced.filter((line) => line.includes(' YEAR '))).toEqual([
    '2027-12-31T00:00:00Z YEAR renewalWindowOpened',
    '2028-01-15T00:00:00Z YEAR subscriptionExpired',
  ]);
  expect(announced.filter((line) => line.includes(' MONTH '))).toEqual([
    '2027-02-13T00:00:00Z MONTH renewalWindowOpened',
    '2027-02-28T00:00:00Z MONTH subscriptionExpired',
  ]);
  expect(announced.filter((line) => line.includes(' TWO-MONTHS '))).toEqual([
    '2027-02-13T00:00:00Z TWO-MONTHS renewalWindowOpened',
    '2027-02-28T00:00:00Z TWO-MONTHS termEnded',
    '2027-03-16T00:00:00Z TWO-MONTHS renewalWindowOpened',
    '2027-03-31T00:00:00Z TWO-MONTHS subscriptionExpired',
  ]);
  expect(await world.rows(`SELECT count(*)::int AS unmarked FROM "Term" WHERE NOT "endAnnounced"`)).toEqual([
    { unmarked: 0 },
  ]);
});

test('simultaneous sweeps share the work and announce nothing twice', async () => {
  const [world, partner] = await quietPartner();
  for (let day = 1; day <= 28; day++) {
    await openOrder(world, partner, { id: `DAY-${day}`, at: `2027-03-${String(day).padStart(2, '0')}T00:00:00Z` });
  }
  world.setRealTime(instant('2027-06-01T00:00:00Z'));
  const ctx = { ...world, chunkSize: 3 };

  const sweeps = [expireEndedTerms, openRenewalWindows, expireEndedTerms, openRenewalWindows, expireEndedTerms];
  const announced = await Promise.all(sweeps.map((sweep) => sweep(ctx)));

  expect(announced.reduce((sum, count) => sum + count)).toBe(56);
  const lines = await announcedIn(world);
  expect(lines.filter((line) => line.endsWith('renewalWindowOpened'))).toHaveLength(28);
  expect(new Set(lines).size).toBe(56);
});

test('a subscription locked by a verb is skipped and announced by the next sweep', async () => {
  const [world, partner] = await quietPartner();
  await openOrder(world, partner, { id: 'LOCKED', at: '2027-03-01T00:00:00Z' });
  await openOrder(world, partner, { id: 'IDLE', at: '2027-03-02T00:00:00Z' });
  world.setRealTime(instant('2027-05-01T00:00:00Z'));
  const lock = await holdLock(
    world.databaseUrl,
    `SELECT FROM "Subscription" WHERE "firstOrderId" = (SELECT "id" FROM "Order" WHERE "remoteId" = 'LOCKED') FOR UPDATE`,
  );

  await expireEndedTerms({ ...world, chunkSize: 1 });
  await openRenewalWindows({ ...world, chunkSize: 1 });
  const whileLocked = await announcedIn(world);
  await lock.release();
  await expireEndedTerms(world);

  expect(whileLocked).toEqual([
    '2027-03-18T00:00:00Z IDLE renewalWindowOpened',
    '2027-04-02T00:00:00Z IDLE subscriptionExpired',
  ]);
  expect((await announcedIn(world)).slice(2)).toEqual([
    '2027-03-17T00:00:00Z LOCKED renewalWindowOpened',
    '2027-04-01T00:00:00Z LOCKED subscriptionExpired',
  ]);
});

test('a term ends as one of several, as the last one, or with the subscription', async () => {
  const [world, partner] = await quietPartner();
  for (const id of ['RENEWED', 'LEFT', 'CANCELLED', 'CANCELLED-NOW']) {
    await openOrder(world, partner, { id, at: '2027-03-01T00:00:00Z' });
  }
  world.setRealTime(instant('2027-03-20T00:00:00Z'));
  await openRenewalWindows(world);
  const ctx = await partner.context();
  await createRenewalOrder(ctx, { firstOrder: 'RENEWED', remoteId: 'RENEWAL', seats: 5 });
  await suspendOrder(ctx, { firstOrder: 'LEFT' });
  await cancelOrder(ctx, { firstOrder: 'CANCELLED', at: 'END_OF_TERM' });
  await cancelOrder(ctx, { firstOrder: 'CANCELLED-NOW', at: 'NOW' });
  world.setRealTime(instant('2027-04-01T00:00:00Z'));

  await expireEndedTerms(world);

  const told = await world.rows(
    `SELECT "verb", "before", "after" FROM "Event" WHERE "actorKind" = 'CALENDAR' AND "verb" <> 'renewalWindowOpened'
     ORDER BY "id"`,
  );
  const endsAt = '2027-04-01T00:00:00Z';
  expect(told).toEqual([
    { verb: 'termEnded', before: { status: 'ACTIVE', seats: 20, endsAt }, after: { status: 'ACTIVE' } },
    { verb: 'subscriptionExpired', before: { status: 'SUSPENDED', seats: 20, endsAt }, after: { status: 'EXPIRED' } },
    { verb: 'subscriptionCancelled', before: { status: 'ACTIVE', seats: 20, endsAt }, after: { status: 'CANCELLED' } },
  ]);
});

test('a verb announces due transitions before its own event', async () => {
  const [world, partner] = await quietPartner();
  await openOrder(world, partner, { at: '2027-03-01T00:00:00Z' });
  world.setRealTime(instant('2027-06-01T00:00:00Z'));

  await createRenewalOrder(await partner.context(), { firstOrder: 'ORDER-1', remoteId: 'RENEWAL' });
  const afterwards = await world.withoutWriting(() => expireEndedTerms(world));

  expect(afterwards).toBe(0);
  expect(await partner.story()).toEqual([
    '2027-03-01T00:00:00Z createFirstOrder',
    '2027-03-17T00:00:00Z renewalWindowOpened',
    '2027-04-01T00:00:00Z subscriptionExpired',
    '2027-06-01T00:00:00Z createRenewalOrder',
  ]);
});

test('a refused verb announces nothing, because a refusal writes nothing', async () => {
  const [world, partner] = await quietPartner();
  await openOrder(world, partner, { at: '2027-03-01T00:00:00Z' });
  world.setRealTime(instant('2027-06-01T00:00:00Z'));
  const ctx = await partner.context();

  await world.withoutWriting(() =>
    expect(changeSeats(ctx, { firstOrder: 'ORDER-1', remoteId: 'CHANGE', seats: 30 })).rejects.toMatchObject({
      code: 'STATUS_FORBIDS',
      status: 'EXPIRED',
    }),
  );
});

test('a window that a scheduled cancellation keeps closed opens when the order is kept, not in the past', async () => {
  const [world, partner] = await quietPartner();
  await openOrder(world, partner, { at: '2027-03-01T00:00:00Z' });
  await cancelOrder(await partner.context(), { firstOrder: 'ORDER-1', at: 'END_OF_TERM' });
  world.setRealTime(instant('2027-03-20T12:00:00Z'));

  const announced = await openRenewalWindows(world);
  await keepOrder(await partner.context(), { firstOrder: 'ORDER-1' });
  const again = await openRenewalWindows(world);

  expect([announced, again]).toEqual([0, 0]);
  expect(await partner.story()).toEqual([
    '2027-03-01T00:00:00Z createFirstOrder',
    '2027-03-01T00:00:00Z cancelOrder',
    '2027-03-20T12:00:00Z keepOrder',
    '2027-03-20T12:00:00Z renewalWindowOpened',
  ]);
});

test('a window is announced once, even if a cancellation is scheduled and withdrawn after it opened', async () => {
  const [world, partner] = await quietPartner();
  await openOrder(world, partner, { at: '2027-03-01T00:00:00Z' });
  world.setRealTime(instant('2027-03-20T00:00:00Z'));
  await openRenewalWindows(world);
  await cancelOrder(await partner.context(), { firstOrder: 'ORDER-1', at: 'END_OF_TERM' });
  await keepOrder(await partner.context(), { firstOrder: 'ORDER-1' });

  const again = await world.withoutWriting(() => openRenewalWindows(world));

  expect(again).toBe(0);
  expect(await announcedIn(world)).toEqual(['2027-03-17T00:00:00Z ORDER-1 renewalWindowOpened']);
});

test('a sandbox whose clock was moved is skipped; one whose clock was never moved follows real time', async () => {
  const world = await createQuietWorld();
  const [moved, never] = [await world.partner(), await world.partner()];
  const below = await world.partner({ parent: moved });
  await openOrder(world, moved, { id: 'MOVED', at: '2027-03-01T00:00:00Z' });
  await openOrder(world, below, { id: 'BELOW', at: '2027-03-01T00:00:00Z' });
  await openOrder(world, never, { id: 'NEVER', at: '2027-03-01T00:00:00Z' });
  await advanceTestClock(await moved.context(), { to: instant('2027-03-02T00:00:00Z') });
  world.setRealTime(instant('2027-05-01T00:00:00Z'));

  await expireEndedTerms(world);
  await openRenewalWindows(world);

  expect(await announcedIn(world)).toEqual([
    '2027-03-17T00:00:00Z NEVER renewalWindowOpened',
    '2027-04-01T00:00:00Z NEVER subscriptionExpired',
  ]);
});
