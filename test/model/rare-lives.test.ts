import { expect, test } from 'vitest';
import type { Beginning } from './arbitraries.ts';
import type { Command } from './commands.ts';
import type { Entrance } from './doors.ts';
import { brokenPromises } from './invariants.ts';
import { Life, type Outcomes } from './life.ts';
import { createObservedWorld } from './observed-world.ts';

// What chance seldom finds: the same model, led by hand through every door.

const world = await createObservedWorld();
const monthly: Beginning = { zone: 'America/New_York', windowDays: 15, after: 1, duration: 'MONTHLY', seats: 2 };

test('a window that a scheduled cancellation kept closed opens when it is withdrawn, not in the past', async () => {
  const outcomes = await lead(monthly, [
    { verb: 'cancelOrder', id: 'O1', at: 'END_OF_TERM' },
    { verb: 'advanceTestClock', to: { next: 'OPENING', plusSeconds: 1 } },
    { verb: 'keepOrder', id: 'O1' },
    { verb: 'createRenewalOrder', parent: 'O1', id: 'R1' },
  ]);

  expect(outcomes).toMatchObject({
    'keepOrder: done, with announcements': 4,
    'createRenewalOrder: done': 4,
  });
});

test('a cancellation at the end of a renewed term applies to the end of the next term', async () => {
  const outcomes = await lead(monthly, [
    { verb: 'advanceTestClock', to: { next: 'OPENING', plusSeconds: 0 } },
    { verb: 'createRenewalOrder', parent: 'O1', id: 'R1' },
    { verb: 'cancelOrder', id: 'O1', at: 'END_OF_TERM' },
    { verb: 'advanceTestClock', to: { next: 'END', plusSeconds: 0 } },
    { verb: 'advanceTestClock', to: { next: 'END', plusSeconds: 0 } },
    { verb: 'keepOrder', id: 'O1' },
  ]);

  expect(outcomes).toMatchObject({ 'cancelOrder: done': 4, 'keepOrder: STATUS_FORBIDS': 4 });
});

test('a cancellation in the second in which the next term starts leaves a term of length zero', async () => {
  const outcomes = await lead(monthly, [
    { verb: 'advanceTestClock', to: { next: 'OPENING', plusSeconds: 0 } },
    { verb: 'createRenewalOrder', parent: 'O1', id: 'R1', seats: 5 },
    { verb: 'advanceTestClock', to: { next: 'END', plusSeconds: 0 } },
    { verb: 'cancelOrder', id: 'O1', at: 'NOW' },
    { verb: 'advanceTestClock', to: { months: 14 } },
  ]);

  expect(outcomes).toMatchObject({ 'cancelOrder: done': 4 });
});

test('an immediate cancellation ends the current term and voids the next, and every retry is still recognised', async () => {
  const outcomes = await lead(monthly, [
    { verb: 'advanceTestClock', to: { next: 'OPENING', plusSeconds: 0 } },
    { verb: 'createRenewalOrder', parent: 'O1', id: 'R1', seats: 1 },
    { verb: 'changeSeats', parent: 'O1', id: 'R2', seats: 4 },
    { verb: 'cancelOrder', id: 'O1', at: 'NOW' },
    { verb: 'createRenewalOrder', parent: 'O1', id: 'R1', seats: 1 },
    { verb: 'changeSeats', parent: 'O1', id: 'R2', seats: 4 },
    { verb: 'advanceTestClock', to: { months: 14 } },
  ]);

  expect(outcomes).toMatchObject({
    'cancelOrder: done': 4,
    'createRenewalOrder: nothing to do': 4,
    'changeSeats: nothing to do': 4,
  });
});

test('a window longer than a term opens with the term, and a window of zero days with its end', async () => {
  const renewals: Command[] = [
    { verb: 'createRenewalOrder', parent: 'O1', id: 'R1' },
    { verb: 'createRenewalOrder', parent: 'O1', id: 'R2' },
    { verb: 'advanceTestClock', to: { next: 'END', plusSeconds: -1 } },
    { verb: 'createRenewalOrder', parent: 'O1', id: 'R3' },
    { verb: 'advanceTestClock', to: { next: 'END', plusSeconds: 0 } },
    { verb: 'createRenewalOrder', parent: 'O1', id: 'R4' },
  ];

  expect(await lead({ ...monthly, windowDays: 40 }, renewals)).toMatchObject({
    'createRenewalOrder: NEXT_TERM_SOLD': 8,
  });
  expect(await lead({ ...monthly, windowDays: 0 }, renewals)).toMatchObject({
    'createRenewalOrder: RENEWAL_TOO_EARLY': 12,
  });
});

test('missing seats prevent creating and enabling users, and only cause a warning for a renewal', async () => {
  const outcomes = await lead(monthly, [
    { verb: 'createUser', email: 'ann@example.com', customer: 'C1' },
    { verb: 'createUser', email: 'ben@example.com', customer: 'C1' },
    { verb: 'updateUserByEmail', email: 'ann@example.com', isActive: false },
    { verb: 'createUser', email: 'cem@example.com', customer: 'C1' },
    { verb: 'updateUserByEmail', email: 'ann@example.com', isActive: true },
    { verb: 'advanceTestClock', to: { next: 'OPENING', plusSeconds: 0 } },
    { verb: 'createRenewalOrder', parent: 'O1', id: 'R1', seats: 1 },
  ]);

  expect(outcomes).toMatchObject({
    'updateUserByEmail: SEAT_LIMIT_REACHED': 4,
    'preview of createRenewalOrder: told with FEWER_SEATS_THAN_ACTIVE_USERS': 4,
    'createRenewalOrder: done': 4,
  });
});

test('verbs refuse the id of a change in place of the first order', async () => {
  const outcomes = await lead(monthly, [
    { verb: 'changeSeats', parent: 'O1', id: 'R1', seats: 3 },
    { verb: 'createRenewalOrder', parent: 'R1', id: 'R2' },
    { verb: 'changeSeats', parent: 'R1', id: 'R3', seats: 4 },
    { verb: 'suspendOrder', id: 'R1' },
    { verb: 'resumeOrder', id: 'R1' },
    { verb: 'cancelOrder', id: 'R1', at: 'NOW' },
    { verb: 'keepOrder', id: 'R1' },
  ]);

  const verbs = ['createRenewalOrder', 'changeSeats', 'suspendOrder', 'resumeOrder', 'cancelOrder', 'keepOrder'];
  expect(outcomes).toMatchObject(Object.fromEntries(verbs.map((verb) => [`${verb}: NOT_A_FIRST_ORDER`, 4])));
});

/** Leads the same life once through each entrance, with a preview of all that has one, and tells what came out. */
async function lead(beginning: Beginning, commands: readonly Command[]): Promise<Record<string, number>> {
  const outcomes: Outcomes = new Map();
  const entrances: Entrance[] = ['GRAPHQL', 'ENVELOPE', 'ENVELOPE_IN_GRAPHQL', 'DISTRIBUTOR'];
  for (const entrance of entrances) {
    const life = await Life.prepare(world, beginning, outcomes);
    await life.lead(beginning, async () => {
      for (const command of commands) {
        await life.take({ entrance, wishes: [command], preview: 'WITH_ID', crash: 'NONE' });
      }
    });
  }
  expect(await brokenPromises(world)).toEqual({});
  return Object.fromEntries(outcomes);
}
