import fc from 'fast-check';
import { expect, test } from 'vitest';
import { updateAtTerminal } from '../../src/organisations/at-the-terminal.ts';
import { renewalOpensAt } from '../../src/terms/renewal-window.ts';
import { holdLock } from '../support/locks.ts';
import type { Partner } from '../support/partner.ts';
import { customerCall, done, firstOrderCall, renewalCall, sell } from '../support/sales.ts';
import { createWorld } from '../support/world.ts';

// A changed window holds at once, for what is sold already, and is told once for each time that it opens.

const world = await createWorld();
world.setRealTime(Temporal.Instant.from('2026-11-21T10:00:00Z'));

/** ORDER-1 runs from 1 January 2028 to 1 February, and can be renewed from 17 January on. */
async function seller(): Promise<Partner> {
  const partner = await world.partner();
  await sell(partner);
  return partner;
}

async function setWindow(partner: Partner, renewalWindowDays: number | null): Promise<void> {
  const { __typename } = await partner.mutate('updateOrganisation', { renewalWindowDays });
  expect(__typename).toBe('UpdateOrganisationSuccess');
}

async function windowOf(partner: Partner) {
  const { subscription } = await partner.graphql(
    '{ subscription(firstOrder: "ORDER-1") { renewalOpensAt renewalEligibility { allowed } } }',
  );
  return [subscription.renewalOpensAt, subscription.renewalEligibility.allowed];
}

async function openings(partner: Partner): Promise<string[]> {
  return (await partner.story()).filter((line) => line.endsWith('renewalWindowOpened'));
}

test('a longer window opens at the time of the change, and is announced at once', async () => {
  const partner = await seller();
  await partner.advanceTo('2028-01-10T00:00:00Z');

  await setWindow(partner, 30);
  expect(await windowOf(partner)).toEqual(['2028-01-02T00:00:00Z', true]);
  expect(await openings(partner)).toEqual(['2028-01-10T00:00:00Z renewalWindowOpened']);
  const { events } = await partner.graphql('{ events(last: 2) { nodes { verb before after } } }');
  expect(events.nodes).toEqual([
    {
      verb: 'updateOrganisation',
      before: { renewalWindowDays: null },
      after: { renewalWindowDays: 30, changed: ['renewalWindowDays'], changedWindows: 1 },
    },
    {
      verb: 'renewalWindowOpened',
      before: null,
      after: { renewalOpensAt: '2028-01-02T00:00:00Z', endsAt: '2028-02-01T00:00:00Z' },
    },
  ]);
});

test('a shorter window closes an open one, which is announced again when it opens', async () => {
  const partner = await seller();
  await partner.advanceTo('2028-01-20T00:00:00Z');

  await setWindow(partner, 5);
  expect(await windowOf(partner)).toEqual(['2028-01-27T00:00:00Z', false]);
  expect((await partner.mutate('createRenewalOrder', { firstOrder: 'ORDER-1', remoteId: 'R' })).code).toBe(
    'RENEWAL_TOO_EARLY',
  );
  await partner.advanceTo('2028-01-30T00:00:00Z');
  expect(await openings(partner)).toEqual([
    '2028-01-17T00:00:00Z renewalWindowOpened',
    '2028-01-27T00:00:00Z renewalWindowOpened',
  ]);
});

test('a window that stays open is not announced again, and one that closed and opened has its new time', async () => {
  const partner = await seller();
  await partner.advanceTo('2028-01-20T00:00:00Z');
  await setWindow(partner, 20);
  await partner.advanceTo('2028-01-21T00:00:00Z');
  await setWindow(partner, 2);
  await partner.advanceTo('2028-01-22T00:00:00Z');
  await setWindow(partner, null);

  expect(await windowOf(partner)).toEqual(['2028-01-17T00:00:00Z', true]);
  expect(await openings(partner)).toEqual([
    '2028-01-17T00:00:00Z renewalWindowOpened',
    '2028-01-22T00:00:00Z renewalWindowOpened',
  ]);
});

test('an opening that was not announced is announced before a shorter window closes it', async () => {
  world.setRealTime(Temporal.Instant.from('2028-01-01T00:00:00Z'));
  const partner = await world.partner({ sandbox: false });
  await done(partner, customerCall());
  await done(partner, firstOrderCall());
  world.setRealTime(Temporal.Instant.from('2028-01-20T00:00:00Z'));
  await setWindow(partner, 1);
  world.setRealTime(Temporal.Instant.from('2026-11-21T10:00:00Z'));

  const verbs = await world.rows<{ verb: string }>(
    'SELECT "verb" FROM "Event" WHERE "organisationId" = $1 ORDER BY "id"',
    [partner.organisationId],
  );
  expect(verbs.map(({ verb }) => verb).slice(-2)).toEqual(['renewalWindowOpened', 'updateOrganisation']);
});

test('cancelled and ended subscriptions keep their dates, and so do those of other organisations', async () => {
  const above = await seller();
  const below = await world.partner({ parent: above });
  await done(below, customerCall());
  await done(below, firstOrderCall());
  await done(above, firstOrderCall({ id: 'GONE' }));
  await above.mutate('cancelOrder', { firstOrder: 'GONE' });
  await done(above, firstOrderCall({ id: 'YEAR', duration: 'yearly' }));
  await above.advanceTo('2028-03-01T00:00:00Z');
  const dates = () =>
    world.rows(
      `SELECT o."remoteId", s."renewalOpensAt" FROM "Subscription" s JOIN "Order" o ON o."id" = s."firstOrderId"
       WHERE s."organisationId" = ANY($1) AND o."remoteId" <> 'YEAR' ORDER BY s."id"`,
      [[above.organisationId, below.organisationId]],
    );
  const before = await dates();

  await setWindow(above, 100);
  expect(await dates()).toEqual(before);
  const { subscription } = await above.graphql('{ subscription(firstOrder: "YEAR") { renewalOpensAt } }');
  expect(subscription.renewalOpensAt).toBe('2028-09-23T00:00:00Z');
});

test('at the terminal a sandbox uses its own clock, and the event real time', async () => {
  const partner = await seller();
  await partner.advanceTo('2028-01-10T00:00:00Z');
  await updateAtTerminal(world, { organisation: partner.organisationId, renewalWindowDays: 30 });

  expect(await openings(partner)).toEqual(['2028-01-10T00:00:00Z renewalWindowOpened']);
  const [event] = await world.rows<{ occurredAt: Date }>(
    `SELECT "occurredAt" FROM "Event" WHERE "organisationId" = $1 AND "verb" = 'updateOrganisation'`,
    [partner.organisationId],
  );
  expect(event?.occurredAt.toISOString()).toBe('2026-11-21T10:00:00.000Z');
});

test('the windows that a change writes match the rule, for every setting', async () => {
  const partner = await seller();
  await done(partner, firstOrderCall({ id: 'YEAR', duration: 'yearly' }));
  await partner.advanceTo('2028-01-17T00:00:00Z');
  await done(partner, renewalCall({ id: 'RENEWAL' }));
  await fc.assert(
    fc.asyncProperty(fc.option(fc.nat({ max: 3650 })), async (days) => {
      await partner.mutate('updateOrganisation', { renewalWindowDays: days });
      const { subscriptions } = await partner.graphql(
        '{ subscriptions { nodes { renewalOpensAt terms { nodes { startsAt endsAt } } } } }',
      );
      for (const { renewalOpensAt: opensAt, terms } of subscriptions.nodes) {
        const { startsAt, endsAt } = terms.nodes.at(-1);
        const last = { startsAt: Temporal.Instant.from(startsAt), endsAt: Temporal.Instant.from(endsAt) };
        expect(opensAt).toBe(renewalOpensAt(last, days ?? 15).toString());
      }
    }),
    { numRuns: 30, examples: [[0], [15], [3650], [null]] },
  );
});

test.each([
  { what: 'a renewal', call: renewalCall({ parent: 'ENDED', id: 'RENEWAL' }), order: 'ENDED' },
  { what: 'a first order', call: firstOrderCall({ id: 'NEW' }), order: 'NEW' },
])('a change during $what includes what that sells', async ({ call, order }) => {
  const partner = await seller();
  await done(partner, firstOrderCall({ id: 'ENDED' }));
  await partner.advanceTo('2028-02-01T00:00:00Z');
  const lock = await holdLock(world.databaseUrl, 'LOCK TABLE "Order" IN SHARE MODE');

  const sale = done(partner, call);
  await lock.awaited(1);
  const change = setWindow(partner, 3);
  await lock.awaited(2);
  await lock.release();
  await Promise.all([sale, change]);
  const { subscription } = await partner.graphql(`{ subscription(firstOrder: "${order}") { renewalOpensAt } }`);
  expect(subscription.renewalOpensAt).toBe('2028-02-27T00:00:00Z');
});
