import { expect, test } from 'vitest';
import { createCustomer, dawn, done, fromAbove, placeFirstOrder, seenBy } from '../support/scenes.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();
world.setRealTime(dawn);

test('two resellers of one distributor use the same ids independently', async () => {
  const distributor = await world.partner({ name: 'The distributor' });
  const north = await world.partner({ name: 'North', parent: distributor });
  const south = await world.partner({ name: 'South', parent: distributor });
  await distributor.advanceTo('2028-03-01T00:00:00Z');

  // Both have a customer ABC with an order ORDER-1 and a user Ben, each of its own.
  await createCustomer(north);
  await createCustomer(south);
  await placeFirstOrder(north, { product: 'oo-lite', licenses: 5 });
  await placeFirstOrder(south, { product: 'erp-std', licenses: 50, duration: 'yearly' });
  for (const reseller of [north, south]) {
    await done(reseller, 'createUser', { email: 'ben@example.com', instance: 'ABC' });
  }
  const selection = 'status lastEndsAt product { code } currentTerm { seats }';
  const northern = {
    status: 'ACTIVE',
    lastEndsAt: '2028-04-01T00:00:00Z',
    product: { code: 'oo-lite' },
    currentTerm: { seats: 5 },
  };
  const southern = {
    status: 'ACTIVE',
    lastEndsAt: '2029-03-01T00:00:00Z',
    product: { code: 'erp-std' },
    currentTerm: { seats: 50 },
  };
  expect(await seenBy(north, selection)).toEqual(northern);
  expect(await seenBy(south, selection)).toEqual(southern);

  // What North does, South does not feel.
  await done(north, 'cancelOrder', { id: 'ORDER-1' });
  await done(north, 'updateCustomer', { id: 'ABC', isActive: false });
  await done(north, 'removeUser', { email: 'ben@example.com' });
  expect(await seenBy(south, selection)).toEqual(southern);
  expect((await done(south, 'getCustomer', { id: 'ABC' })).isActive).toBe(true);
  expect((await done(south, 'getUserByEmail', { email: 'ben@example.com' })).isActive).toBe(true);

  // The distributor has ids of its own as well; without saying whose it means, it means these.
  expect(await seenBy(distributor, selection)).toBe(null);
  expect((await distributor.envelope('suspendOrder', { id: 'ORDER-1' })).code).toBe('ORDER_NOT_FOUND');
  expect((await fromAbove(distributor, south, 'suspendOrder')).__typename).toBe('SuspendOrderSuccess');
  expect(await seenBy(south, 'status')).toEqual({ status: 'SUSPENDED' });
  expect(await seenBy(north, 'status')).toEqual({ status: 'CANCELLED' });

  // North can't speak of South's things, nor see that there are any.
  const trespass = await world.withoutWriting(() => fromAbove(north, south, 'resumeOrder'));
  expect(trespass.__typename).toBe('OrganisationNotFoundError');
  const nowhere = Buffer.from('Organisation:2000000000').toString('base64');
  const search = `query ($organisation: ID!) {
    subscription(firstOrder: "ORDER-1", organisation: $organisation) { status }
    subscriptions(filter: { organisation: $organisation }) { totalCount }
  }`;
  const found = await north.graphql(search, { organisation: south.globalId });
  expect(found).toEqual({ subscription: null, subscriptions: { totalCount: 0 } });
  expect(found).toEqual(await north.graphql(search, { organisation: nowhere }));

  // Each has its own story, and the distributor sees both.
  expect(await north.story()).toEqual(['2028-03-01T00:00:00Z createFirstOrder', '2028-03-01T00:00:00Z cancelOrder']);
  expect(await south.story()).toEqual(['2028-03-01T00:00:00Z createFirstOrder', '2028-03-01T00:00:00Z suspendOrder']);
  const seen = await distributor.graphql(
    '{ subscriptions { totalCount nodes { firstOrder { remoteId organisation { id } } } } }',
  );
  expect(seen.subscriptions).toEqual({
    totalCount: 2,
    nodes: [
      { firstOrder: { remoteId: 'ORDER-1', organisation: { id: north.globalId } } },
      { firstOrder: { remoteId: 'ORDER-1', organisation: { id: south.globalId } } },
    ],
  });
});

test('two unrelated sandboxes have the same ids and different times', async () => {
  const early = await world.partner();
  const late = await world.partner();
  await early.advanceTo('2028-03-01T00:00:00Z');
  await late.advanceTo('2030-03-01T00:00:00Z');
  for (const partner of [early, late]) {
    await createCustomer(partner);
    await placeFirstOrder(partner);
  }

  await late.advanceTo('2031-01-01T00:00:00Z');
  expect(await seenBy(early, 'status lastEndsAt')).toEqual({ status: 'ACTIVE', lastEndsAt: '2028-04-01T00:00:00Z' });
  expect(await seenBy(late, 'status lastEndsAt')).toEqual({ status: 'EXPIRED', lastEndsAt: '2030-04-01T00:00:00Z' });
  expect(await early.story()).toEqual(['2028-03-01T00:00:00Z createFirstOrder']);
});
