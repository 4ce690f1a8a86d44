import { expect, test } from 'vitest';
import { createWorld } from '../support/world.ts';

const world = await createWorld();

test('an order opened on 31 January is renewed every month without drift, then expires', async () => {
  const partner = await world.partner();
  await partner.advanceTo('2028-01-31T10:00:00Z');
  await partner.envelope('createCustomer', { id: 'ABC', name: 'ABC Company', admin: { email: 'isa@example.com' } });
  const first = await partner.envelope('createFirstOrder', {
    customer: 'ABC',
    id: 'ORDER-1',
    product: 'oo-lite',
    licenses: 20,
    duration: 'monthly',
  });

  expect(first.status).toBe(200);
  expect(isoOf(first.body.endsAt)).toBe('2028-02-29T10:00:00Z');

  const ends: string[] = [];
  for (let month = 2; month <= 12; month++) {
    const { subscription } = await partner.graphql(
      '{ subscription(firstOrder: "ORDER-1") { renewalOpensAt renewalEligibility { allowed reason } } }',
    );
    expect(subscription.renewalEligibility).toEqual({ allowed: false, reason: 'RENEWAL_TOO_EARLY' });
    await partner.advanceTo(subscription.renewalOpensAt);
    const renewal = await partner.mutate(
      'createRenewalOrder',
      { firstOrder: 'ORDER-1', remoteId: `ORDER-${month}` },
      '... on CreateRenewalOrderSuccess { subscription { lastEndsAt status } }',
    );
    ends.push(renewal.subscription.lastEndsAt);
    expect(renewal.subscription.status).toBe('ACTIVE');
    await partner.advanceTo(Temporal.Instant.from(subscription.renewalOpensAt).add({ hours: 15 * 24 }));
  }
  expect(ends).toEqual([
    '2028-03-31T10:00:00Z',
    '2028-04-30T10:00:00Z',
    '2028-05-31T10:00:00Z',
    '2028-06-30T10:00:00Z',
    '2028-07-31T10:00:00Z',
    '2028-08-31T10:00:00Z',
    '2028-09-30T10:00:00Z',
    '2028-10-31T10:00:00Z',
    '2028-11-30T10:00:00Z',
    '2028-12-31T10:00:00Z',
    '2029-01-31T10:00:00Z',
  ]);

  await partner.advanceTo('2029-01-31T10:00:00Z');
  const last = await partner.envelope('getOrder', { id: 'ORDER-12' });
  expect(last.body).toMatchObject({ parent: 'ORDER-1', status: 'expired', isActive: false, licenses: 20 });
  const story = await partner.story();
  expect(story.filter((line) => line.endsWith('termEnded'))).toHaveLength(11);
  expect(story.slice(-2)).toEqual([
    '2029-01-16T10:00:00Z renewalWindowOpened',
    '2029-01-31T10:00:00Z subscriptionExpired',
  ]);
});

function isoOf(unixSeconds: number): string {
  return Temporal.Instant.fromEpochMilliseconds(unixSeconds * 1000).toString();
}
