import { expect, test } from 'vitest';
import { createCustomer, dawn, done, placeFirstOrder, seenBy, termsOf } from '../support/scenes.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();
world.setRealTime(dawn);

test('a cancellation is scheduled, withdrawn, scheduled again, and then replaced by an immediate one', async () => {
  const partner = await world.partner();
  await partner.advanceTo('2028-05-01T00:00:00Z');
  await createCustomer(partner);
  await placeFirstOrder(partner);

  // On 10 May the customer gives notice. Until the end of the term nothing changes.
  await partner.advanceTo('2028-05-10T00:00:00Z');
  const noticed = await partner.mutate(
    'cancelOrder',
    { firstOrder: 'ORDER-1', at: 'END_OF_TERM' },
    '... on CancelOrderSuccess { subscription { status cancelsAt cancelledAt allowedActions } }',
  );
  expect(noticed.subscription).toEqual({
    status: 'ACTIVE',
    cancelsAt: '2028-06-01T00:00:00Z',
    cancelledAt: null,
    allowedActions: ['changeSeats', 'suspendOrder', 'cancelOrder', 'keepOrder'],
  });
  const twice = await world.withoutWriting(() => done(partner, 'cancelOrder', { id: 'ORDER-1', at: 'end_of_term' }));
  expect(twice.status).toBe('active');

  // On 20 May the window is open by its date, but who has given notice can't renew.
  await partner.advanceTo('2028-05-20T00:00:00Z');
  const refused = await world.withoutWriting(() =>
    partner.envelope('createRenewalOrder', { parent: 'ORDER-1', id: 'ORDER-2' }),
  );
  expect(refused).toEqual({
    status: 400,
    code: 'CANCELLATION_SCHEDULED',
    body: 'Subscription "ORDER-1" is scheduled to be cancelled at 2028-06-01T00:00:00Z (1843430400). Withdraw the cancellation with keepOrder, then renew the subscription.',
  });

  // The customer stays after all and renews, so that June is sold as well.
  await done(partner, 'keepOrder', { id: 'ORDER-1' });
  await done(partner, 'createRenewalOrder', { parent: 'ORDER-1', id: 'ORDER-2' });

  // A second notice is for the end of all that is sold.
  await partner.advanceTo('2028-05-25T00:00:00Z');
  await done(partner, 'cancelOrder', { id: 'ORDER-1', at: 'END_OF_TERM' });
  expect(await seenBy(partner, 'cancelsAt')).toEqual({ cancelsAt: '2028-07-01T00:00:00Z' });

  // Then it is to be over at once: May ends on the 28th, and June never begins.
  await partner.advanceTo('2028-05-28T12:00:00Z');
  const preview = await partner.mutate(
    'previewCancelOrder',
    { firstOrder: 'ORDER-1' },
    '... on OrderPreview { status cancelsAt effects term { startsAt endsAt seats } }',
  );
  expect(preview).toEqual({
    __typename: 'OrderPreview',
    status: 'CANCELLED',
    cancelsAt: null,
    effects: ['CANCELS', 'ENDS_CURRENT_TERM', 'VOIDS_NEXT_TERM'],
    term: { startsAt: '2028-05-01T00:00:00Z', endsAt: '2028-05-28T12:00:00Z', seats: 10 },
  });
  const over = await done(partner, 'cancelOrder', { id: 'ORDER-1' });
  expect(over).toMatchObject({ remoteId: 'ORDER-1', status: 'cancelled', isActive: false });
  expect(await termsOf(world, partner)).toEqual([
    '2028-05-01T00:00:00Z to 2028-05-28T12:00:00Z for 10',
    '2028-06-01T00:00:00Z to 2028-07-01T00:00:00Z for 10, voided',
  ]);

  // It is final. Cancelling again and repeating old orders answer; everything else is refused; the calendar is silent.
  await partner.advanceTo('2029-01-01T00:00:00Z');
  await world.withoutWriting(async () => {
    expect((await partner.envelope('cancelOrder', { id: 'ORDER-1' })).body.status).toBe('cancelled');
    const retried = await partner.envelope('createRenewalOrder', { parent: 'ORDER-1', id: 'ORDER-2' });
    expect([retried.status, retried.body.remoteId, retried.body.status]).toEqual([200, 'ORDER-2', 'cancelled']);
    for (const [verb, action] of [
      ['suspendOrder', 'be suspended'],
      ['resumeOrder', 'be resumed'],
      ['keepOrder', 'withdraw their cancellation'],
    ] as const) {
      expect(await partner.envelope(verb, { id: 'ORDER-1' })).toEqual({
        status: 400,
        code: 'STATUS_FORBIDS',
        body: `Subscription "ORDER-1" is cancelled. Cancelled subscriptions can't ${action}. No action is possible.`,
      });
    }
    const renewal = await partner.envelope('createRenewalOrder', { parent: 'ORDER-1', id: 'ORDER-3' });
    expect(renewal.code).toBe('STATUS_FORBIDS');
  });
  expect(await partner.story()).toEqual([
    '2028-05-01T00:00:00Z createFirstOrder',
    '2028-05-10T00:00:00Z cancelOrder',
    '2028-05-20T00:00:00Z keepOrder',
    '2028-05-20T00:00:00Z renewalWindowOpened',
    '2028-05-20T00:00:00Z createRenewalOrder',
    '2028-05-25T00:00:00Z cancelOrder',
    '2028-05-28T12:00:00Z cancelOrder',
  ]);
});

test('a scheduled cancellation takes effect at the end of the last term, to the second', async () => {
  const partner = await world.partner();
  await partner.advanceTo('2028-05-01T00:00:00Z');
  await createCustomer(partner);
  await placeFirstOrder(partner);
  await partner.advanceTo('2028-05-20T00:00:00Z');
  await done(partner, 'createRenewalOrder', { parent: 'ORDER-1', id: 'ORDER-2' });
  await done(partner, 'cancelOrder', { id: 'ORDER-1', at: 'END_OF_TERM' });

  await partner.advanceTo('2028-06-30T23:59:59Z');
  expect(await seenBy(partner, 'status allowedActions')).toEqual({
    status: 'ACTIVE',
    allowedActions: ['changeSeats', 'suspendOrder', 'cancelOrder', 'keepOrder'],
  });
  await partner.advanceTo('2028-07-01T00:00:00Z');
  expect(await seenBy(partner, 'status allowedActions cancelsAt cancelledAt')).toEqual({
    status: 'CANCELLED',
    allowedActions: [],
    cancelsAt: '2028-07-01T00:00:00Z',
    cancelledAt: null,
  });
  expect((await partner.envelope('keepOrder', { id: 'ORDER-1' })).code).toBe('STATUS_FORBIDS');
  expect(await partner.story()).toEqual([
    '2028-05-01T00:00:00Z createFirstOrder',
    '2028-05-17T00:00:00Z renewalWindowOpened',
    '2028-05-20T00:00:00Z createRenewalOrder',
    '2028-05-20T00:00:00Z cancelOrder',
    '2028-06-01T00:00:00Z termEnded',
    '2028-07-01T00:00:00Z subscriptionCancelled',
  ]);
});
