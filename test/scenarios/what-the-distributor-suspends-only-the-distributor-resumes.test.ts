import { expect, test } from 'vitest';
import { createCustomer, dawn, done, fromAbove, placeFirstOrder, seenBy, termsOf } from '../support/scenes.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();
world.setRealTime(dawn);

test('a reseller can neither lift the hold of its distributor nor renew the subscription', async () => {
  const distributor = await world.partner({ name: 'The distributor' });
  const reseller = await world.partner({ name: 'The reseller', parent: distributor });
  await reseller.advanceTo('2028-02-01T00:00:00Z');
  await createCustomer(reseller);
  await placeFirstOrder(reseller);
  await done(reseller, 'createUser', { email: 'ben@example.com', instance: 'ABC' });

  // The distributor has not been paid.
  await distributor.advanceTo('2028-02-10T09:00:00Z');
  const suspended = await fromAbove(distributor, reseller, 'suspendOrder', { reason: 'not paid' });
  expect(suspended.__typename).toBe('SuspendOrderSuccess');

  // The reseller sees that it is suspended, since when and why, but not by whom.
  expect(
    await seenBy(reseller, 'status holds { reason placedAt isYours isLiftable placedBy { id } } allowedActions'),
  ).toEqual({
    status: 'SUSPENDED',
    holds: [
      { reason: 'not paid', placedAt: '2028-02-10T09:00:00Z', isYours: false, isLiftable: false, placedBy: null },
    ],
    allowedActions: ['changeSeats', 'suspendOrder', 'cancelOrder'],
  });

  // Resuming lifts nothing of it, and says so by the status.
  const resumed = await world.withoutWriting(() => reseller.envelope('resumeOrder', { id: 'ORDER-1' }));
  expect([resumed.status, resumed.body.status]).toEqual([200, 'suspended']);

  // Meanwhile nobody new gets a seat.
  const refusedUser = await reseller.envelope('createUser', { email: 'mia@example.com', instance: 'ABC' });
  expect(refusedUser).toEqual({
    status: 400,
    code: 'SEAT_LIMIT_REACHED',
    body: 'The customer has no free licenses (licenses: 0, active users: 1). Add licenses, renew or resume a subscription, or disable a user.',
  });

  // The window opens, but a paid renewal does not help either while the distributor holds.
  await reseller.advanceTo('2028-02-20T00:00:00Z');
  const refused = await world.withoutWriting(() =>
    reseller.mutate(
      'createRenewalOrder',
      { firstOrder: 'ORDER-1', remoteId: 'ORDER-2' },
      '... on HoldNotYoursError { heldSince status allowedActions }',
    ),
  );
  expect(refused).toMatchObject({
    __typename: 'HoldNotYoursError',
    code: 'HOLD_NOT_YOURS',
    heldSince: '2028-02-10T09:00:00Z',
    status: 'SUSPENDED',
    allowedActions: ['changeSeats', 'suspendOrder', 'cancelOrder'],
  });
  expect((await reseller.envelope('createRenewalOrder', { parent: 'ORDER-1', id: 'ORDER-2' })).code).toBe(
    'HOLD_NOT_YOURS',
  );

  // The reseller suspends it as well; the distributor, once paid, lifts both.
  await done(reseller, 'suspendOrder', { id: 'ORDER-1', reason: 'moving house' });
  await distributor.advanceTo('2028-02-25T00:00:00Z');
  await fromAbove(distributor, reseller, 'resumeOrder');
  expect(await seenBy(reseller, 'status holds { reason }')).toEqual({ status: 'ACTIVE', holds: [] });

  // The term clock was never stopped: the renewal follows the term as it was sold.
  await done(reseller, 'createRenewalOrder', { parent: 'ORDER-1', id: 'ORDER-2' });
  expect(await termsOf(world, reseller)).toEqual([
    '2028-02-01T00:00:00Z to 2028-03-01T00:00:00Z for 10',
    '2028-03-01T00:00:00Z to 2028-04-01T00:00:00Z for 10',
  ]);
  expect(await reseller.story()).toEqual([
    '2028-02-01T00:00:00Z createFirstOrder',
    '2028-02-10T09:00:00Z suspendOrder',
    '2028-02-15T00:00:00Z renewalWindowOpened',
    '2028-02-20T00:00:00Z suspendOrder',
    '2028-02-25T00:00:00Z resumeOrder',
    '2028-02-25T00:00:00Z createRenewalOrder',
  ]);
});

test("a renewal lifts the reseller's own hold, and a renewal by the distributor lifts all", async () => {
  const distributor = await world.partner();
  const reseller = await world.partner({ parent: distributor });
  await reseller.advanceTo('2028-02-01T00:00:00Z');
  await createCustomer(reseller);
  await placeFirstOrder(reseller);

  await done(reseller, 'suspendOrder', { id: 'ORDER-1' });
  await reseller.advanceTo('2028-02-20T00:00:00Z');
  const renewed = await done(reseller, 'createRenewalOrder', { parent: 'ORDER-1', id: 'ORDER-2' });
  expect(renewed.status).toBe('active');

  await done(reseller, 'suspendOrder', { id: 'ORDER-1' });
  await fromAbove(distributor, reseller, 'suspendOrder');
  await reseller.advanceTo('2028-03-20T00:00:00Z');
  const preview = await distributor.mutate(
    'previewRenewalOrder',
    { organisation: reseller.globalId, firstOrder: 'ORDER-1' },
    '... on OrderPreview { status effects }',
  );
  expect(preview).toEqual({ __typename: 'OrderPreview', status: 'ACTIVE', effects: ['ADDS_TERM', 'LIFTS_HOLDS'] });
  await fromAbove(distributor, reseller, 'createRenewalOrder', { remoteId: 'ORDER-3' });
  expect(await seenBy(reseller, 'status holds { reason }')).toEqual({ status: 'ACTIVE', holds: [] });
});
