import { expect, test } from 'vitest';
import type { Partner } from '../support/partner.ts';
import { createCustomer, dawn, done, placeFirstOrder } from '../support/scenes.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();
world.setRealTime(dawn);

test('advancing a sandbox by thirteen months records the same events as daily steps', async () => {
  const leaping = await world.partner({ timeZone: 'America/New_York' });
  const walking = await world.partner({ timeZone: 'America/New_York' });
  const [from, to] = [Temporal.Instant.from('2028-01-31T15:00:00Z'), Temporal.Instant.from('2029-02-28T15:00:00Z')];
  for (const partner of [leaping, walking]) {
    await partner.advanceTo(from);
    await sellAFewThings(partner);
  }

  await leaping.advanceTo(to);
  for (let now = from; Temporal.Instant.compare(now, to) < 0; ) {
    now = now.add({ hours: 24 });
    await walking.advanceTo(now);
  }

  const story = await storyOf(leaping);
  expect(await storyOf(walking)).toEqual(story);
  expect(story.map(({ line }) => line)).toEqual([
    '2028-01-31T15:00:00Z WITHOUT-END createFirstOrder',
    '2028-01-31T15:00:00Z NOTICE-GIVEN createFirstOrder',
    '2028-01-31T15:00:00Z SUSPENDED createFirstOrder',
    '2028-01-31T15:00:00Z BY-THE-YEAR createFirstOrder',
    '2028-01-31T15:00:00Z CANCELLED createFirstOrder',
    '2028-01-31T15:00:00Z NOTICE-GIVEN cancelOrder',
    '2028-01-31T15:00:00Z SUSPENDED suspendOrder',
    '2028-01-31T15:00:00Z CANCELLED cancelOrder',
    '2028-02-14T15:00:00Z WITHOUT-END renewalWindowOpened',
    '2028-02-14T15:00:00Z SUSPENDED renewalWindowOpened',
    '2028-02-29T15:00:00Z WITHOUT-END subscriptionExpired',
    '2028-02-29T15:00:00Z NOTICE-GIVEN subscriptionCancelled',
    '2028-02-29T15:00:00Z SUSPENDED subscriptionExpired',
    '2029-01-16T15:00:00Z BY-THE-YEAR renewalWindowOpened',
    '2029-01-31T15:00:00Z BY-THE-YEAR subscriptionExpired',
  ]);
});

/** A month that nobody renews, one with notice given, one suspended, a year, and one cancelled from the beginning. */
async function sellAFewThings(partner: Partner): Promise<void> {
  await createCustomer(partner);
  await placeFirstOrder(partner, { id: 'WITHOUT-END' });
  await placeFirstOrder(partner, { id: 'NOTICE-GIVEN' });
  await placeFirstOrder(partner, { id: 'SUSPENDED' });
  await placeFirstOrder(partner, { id: 'BY-THE-YEAR', duration: 'yearly' });
  await placeFirstOrder(partner, { id: 'CANCELLED' });
  await done(partner, 'cancelOrder', { id: 'NOTICE-GIVEN', at: 'END_OF_TERM' });
  await done(partner, 'suspendOrder', { id: 'SUSPENDED' });
  await done(partner, 'cancelOrder', { id: 'CANCELLED' });
}

/** Every event about a subscription, with the facts before and after but for our own ids. */
async function storyOf({ organisationId }: Partner) {
  return world.rows<{ line: string; before: unknown; after: unknown }>(
    `SELECT to_char(e."occurredAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || ' ' || o."remoteId" || ' ' || e."verb" AS line,
            e."before", e."after" - ARRAY['orderId', 'termId', 'holdId', 'endedTermId'] AS "after"
     FROM "Event" e JOIN "Subscription" s ON s."id" = e."subjectId" JOIN "Order" o ON o."id" = s."firstOrderId"
     WHERE e."organisationId" = $1 AND e."subjectType" = 'SUBSCRIPTION' ORDER BY e."id"`,
    [organisationId],
  );
}
