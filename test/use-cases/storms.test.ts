import { expect, test } from 'vitest';
import type { Partner } from '../support/partner.ts';
import { done, renewalCall, sell, tally } from '../support/sales.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();

interface SubscriptionEvent {
  readonly verb: string;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
}

/** The events of the partner's one subscription, oldest first. */
function eventsOf({ organisationId }: Partner): Promise<SubscriptionEvent[]> {
  return world.rows<SubscriptionEvent>(
    `SELECT "verb", "before", "after" FROM "Event"
     WHERE "organisationId" = $1 AND "subjectType" = 'SUBSCRIPTION' ORDER BY "id"`,
    [organisationId],
  );
}

/** What the partner's one subscription says of its holds, and the holds themselves. */
async function holdsOf({ organisationId }: Partner) {
  const [found] = await world.rows<{ holdCount: number; standing: number; everPlaced: number }>(
    `SELECT "holdCount",
            (SELECT count(*)::int FROM "Hold" WHERE "subscriptionId" = s."id" AND "liftedAt" IS NULL) AS standing,
            (SELECT count(*)::int FROM "Hold" WHERE "subscriptionId" = s."id") AS "everPlaced"
     FROM "Subscription" s WHERE "organisationId" = $1`,
    [organisationId],
  );
  return found ?? { holdCount: 0, standing: 0, everPlaced: 0 };
}

/** Calls the verbs in turn, so many times in all, at once, and answers how often each answer came. */
async function storm(calls: readonly (readonly [Partner, string, Record<string, unknown>?])[], count: number) {
  const outcomes = Array.from({ length: count }, async (_, index) => {
    const [partner, field, input] = calls[index % calls.length] ?? [];
    if (partner === undefined || field === undefined) throw new Error('No calls, no storm');
    return (await partner.mutate(field, { firstOrder: 'ORDER-1', ...input })).__typename as string;
  });
  return tally(await Promise.all(outcomes));
}

test('after concurrent suspensions and resumptions from two levels the number of holds is correct', async () => {
  const distributor = await world.partner();
  const reseller = await world.partner({ parent: distributor });
  await sell(reseller);
  const organisation = reseller.globalId;

  const outcomes = await storm(
    [
      [reseller, 'suspendOrder'],
      [distributor, 'suspendOrder', { organisation }],
      [reseller, 'resumeOrder'],
      [distributor, 'resumeOrder', { organisation }],
    ],
    120,
  );

  expect(outcomes).toEqual({ SuspendOrderSuccess: 60, ResumeOrderSuccess: 60 });
  const { holdCount, standing, everPlaced } = await holdsOf(reseller);
  expect(holdCount).toBe(standing);
  const events = await eventsOf(reseller);
  expect(events.filter(({ verb }) => verb === 'suspendOrder')).toHaveLength(everPlaced);
  expect(events.flatMap(({ after }) => (after?.['liftedHoldIds'] as number[] | undefined) ?? [])).toHaveLength(
    everPlaced - standing,
  );
  expectUnbrokenStory(events);
});

test('100 simultaneous suspensions are one hold, and 100 simultaneous resumptions lift it once', async () => {
  const partner = await world.partner();
  await sell(partner);

  await storm([[partner, 'suspendOrder', { reason: 'unpaid' }]], 100);
  const suspended = await holdsOf(partner);
  await storm([[partner, 'resumeOrder']], 100);

  expect(suspended).toEqual({ holdCount: 1, standing: 1, everPlaced: 1 });
  expect(await holdsOf(partner)).toEqual({ holdCount: 0, standing: 0, everPlaced: 1 });
  expect((await eventsOf(partner)).map(({ verb }) => verb)).toEqual([
    'createFirstOrder',
    'suspendOrder',
    'resumeOrder',
  ]);
});

test('after concurrent scheduled and withdrawn cancellations the state matches the last event', async () => {
  const partner = await world.partner();
  await sell(partner);

  const outcomes = await storm(
    [
      [partner, 'cancelOrder', { at: 'END_OF_TERM' }],
      [partner, 'keepOrder'],
    ],
    100,
  );

  expect(outcomes).toEqual({ CancelOrderSuccess: 50, KeepOrderSuccess: 50 });
  const [, ...events] = await eventsOf(partner);
  for (const [index, { verb }] of events.entries()) expect(verb).toBe(index % 2 === 0 ? 'cancelOrder' : 'keepOrder');
  const { subscription } = await partner.graphql('{ subscription(firstOrder: "ORDER-1") { cancelsAt status } }');
  expect(subscription).toEqual({ cancelsAt: events.at(-1)?.after?.['cancelsAt'], status: 'ACTIVE' });
});

test('a cancellation during concurrent verbs is final: nothing happens after it', async () => {
  const partner = await world.partner();
  await sell(partner);
  await partner.advanceTo('2028-01-20T00:00:00Z');
  const verbs = ['suspendOrder', 'resumeOrder', 'keepOrder', 'cancelOrder'];

  const outcomes = await storm([...verbs.map((verb) => [partner, verb] as const)], 80);
  const renewal = await partner.envelope(renewalCall().method, renewalCall().params);

  expect(outcomes['CancelOrderSuccess']).toBe(20);
  expect(Object.keys(outcomes).filter((answer) => !/Success$|^StatusForbidsError$/.test(answer))).toEqual([]);
  expect(renewal.code).toBe('STATUS_FORBIDS');
  const events = await eventsOf(partner);
  expect(events.map(({ verb }) => verb).indexOf('cancelOrder')).toBe(events.length - 1);
  const { holdCount, standing } = await holdsOf(partner);
  expect(holdCount).toBe(standing);
  expectUnbrokenStory(events);
});

test('if the clock moves during concurrent verbs, the times of events never decrease', async () => {
  const partner = await world.partner();
  await sell(partner);
  const days = Array.from({ length: 40 }, (_, day) =>
    Temporal.Instant.from('2028-01-10T00:00:00Z').add({ hours: 24 * day }),
  );

  const verbs = storm(
    [
      [partner, 'suspendOrder'],
      [partner, 'resumeOrder'],
    ],
    60,
  );
  const moves = (async () => {
    for (const day of days) await partner.advanceTo(day);
  })();
  await Promise.all([verbs, moves]);
  await done(partner, renewalCall());

  const story = await partner.story();
  expect([...story].sort((one, other) => one.slice(0, 20).localeCompare(other.slice(0, 20)))).toEqual(story);
  expect(story.filter((line) => /Opened|Expired|Ended/.test(line))).toEqual([
    '2028-01-17T00:00:00Z renewalWindowOpened',
    '2028-02-01T00:00:00Z subscriptionExpired',
  ]);
});

/** Expects every event to find the status that the one before it left, where both tell. */
function expectUnbrokenStory(events: readonly SubscriptionEvent[]): void {
  const told = events.filter(({ after }) => after?.['status'] !== undefined);
  for (const [index, event] of told.entries()) {
    const previous = told[index - 1];
    if (previous !== undefined) expect(event.before?.['status']).toBe(previous.after?.['status']);
  }
}
