import { expect, test } from 'vitest';
import { createCustomer, dawn, done, placeFirstOrder, seenBy, termsOf, timeOf } from '../support/scenes.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();
world.setRealTime(dawn);

test('an order renewed in time keeps its run and zone; a late renewal starts a run in the new zone', async () => {
  const partner = await world.partner({ timeZone: 'UTC' });
  await partner.advanceTo('2028-01-31T10:00:00Z');
  await createCustomer(partner);
  await placeFirstOrder(partner);

  // The partner moves to New York while a run is under way: that run goes on by the clocks of its beginning.
  await world.rows(`UPDATE "Organisation" SET "timeZone" = 'America/New_York' WHERE "id" = $1`, [
    partner.organisationId,
  ]);
  await partner.advanceTo('2028-02-20T00:00:00Z');
  const inTime = await done(partner, 'createRenewalOrder', { parent: 'ORDER-1', id: 'ORDER-2' });

  expect(timeOf(inTime.startsAt)).toBe('2028-02-29T10:00:00Z');
  expect(timeOf(inTime.endsAt)).toBe('2028-03-31T10:00:00Z');

  await partner.advanceTo('2028-03-31T09:59:59Z');
  expect(await seenBy(partner, 'status daysLeft')).toEqual({ status: 'ACTIVE', daysLeft: 1 });
  await partner.advanceTo('2028-03-31T10:00:00Z');
  expect(await seenBy(partner, 'status daysLeft currentTerm { seats } allowedActions')).toEqual({
    status: 'EXPIRED',
    daysLeft: 0,
    currentTerm: null,
    allowedActions: ['createRenewalOrder', 'suspendOrder', 'cancelOrder'],
  });

  // Half a year later, at eight in the morning in New York, where the clocks go back three weeks afterwards.
  await partner.advanceTo('2028-10-15T12:00:00Z');
  const nobody = await partner.envelope('createUser', { email: 'ben@example.com', instance: 'ABC' });
  expect(nobody.code).toBe('SEAT_LIMIT_REACHED');
  const previewed = await partner.mutate(
    'previewRenewalOrder',
    { firstOrder: 'ORDER-1' },
    '... on OrderPreview { status effects term { startsAt endsAt seats } }',
  );
  expect(previewed).toEqual({
    __typename: 'OrderPreview',
    status: 'ACTIVE',
    effects: ['ADDS_TERM', 'STARTS_NEW_RUN'],
    term: { startsAt: '2028-10-15T12:00:00Z', endsAt: '2028-11-15T13:00:00Z', seats: 10 },
  });
  await done(partner, 'createRenewalOrder', { parent: 'ORDER-1', id: 'ORDER-3' });

  // It is still eight in the morning in New York when the new run's months end.
  await partner.advanceTo('2028-11-01T00:00:00Z');
  await done(partner, 'createRenewalOrder', { parent: 'ORDER-1', id: 'ORDER-4' });
  expect(await termsOf(world, partner)).toEqual([
    '2028-01-31T10:00:00Z to 2028-02-29T10:00:00Z for 10',
    '2028-02-29T10:00:00Z to 2028-03-31T10:00:00Z for 10',
    '2028-10-15T12:00:00Z to 2028-11-15T13:00:00Z for 10',
    '2028-11-15T13:00:00Z to 2028-12-15T13:00:00Z for 10',
  ]);
  expect(await partner.story()).toEqual([
    '2028-01-31T10:00:00Z createFirstOrder',
    '2028-02-14T10:00:00Z renewalWindowOpened',
    '2028-02-20T00:00:00Z createRenewalOrder',
    '2028-02-29T10:00:00Z termEnded',
    '2028-03-16T10:00:00Z renewalWindowOpened',
    '2028-03-31T10:00:00Z subscriptionExpired',
    '2028-10-15T12:00:00Z createRenewalOrder',
    '2028-10-31T13:00:00Z renewalWindowOpened',
    '2028-11-01T00:00:00Z createRenewalOrder',
  ]);
});
