import { expect, test } from 'vitest';
import { insidesIn } from '../support/insides.ts';
import type { Partner } from '../support/partner.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();

const first = { customer: 'ABC', id: 'ORDER-1', product: 'oo-lite', licenses: 20, duration: 'monthly' };

test('a missing order or customer is named, with a hint', async () => {
  const partner = await partnerWithOrder();

  await expectRefusal(
    partner,
    'suspendOrder',
    { id: 'ORDER-9' },
    'ORDER_NOT_FOUND',
    'No order with the id "ORDER-9" exists. Check the id and the organisation.',
  );
  const noCustomer = 'No customer with the id "XYZ" exists. Check the id, or create the customer first.';
  await expectRefusal(
    partner,
    'createFirstOrder',
    { ...first, customer: 'XYZ', id: 'O' },
    'CUSTOMER_NOT_FOUND',
    noCustomer,
  );
  const user = { email: 'isa@example.com', instance: 'XYZ' };
  await expectRefusal(partner, 'createUser', user, 'CUSTOMER_NOT_FOUND', noCustomer);
});

test('an inactive customer gets no new orders or users, but keeps the existing ones', async () => {
  const partner = await partnerWithOrder();
  await partner.envelope('updateCustomer', { id: 'ABC', isActive: false });

  const inactive =
    'Customer "ABC" is inactive. Inactive customers can\'t get first orders or new users. Activate the customer first.';
  await expectRefusal(partner, 'createFirstOrder', { ...first, id: 'ORDER-2' }, 'CUSTOMER_INACTIVE', inactive);
  const user = { email: 'isa@example.com', instance: 'ABC' };
  await expectRefusal(partner, 'createUser', user, 'CUSTOMER_INACTIVE', inactive);
  expect((await partner.envelope('getOrder', { id: 'ORDER-1' })).body.status).toBe('active');
});

test('if a renewal is sent in place of a first order, the message names the first order', async () => {
  const partner = await partnerWithOrder();
  await partner.envelope('changeSeats', { parent: 'ORDER-1', id: 'ORDER-2', licenses: 30 });

  const words =
    'Order "ORDER-2" is not a first order. Subscriptions are identified by their first order. Use "ORDER-1".';
  await expectRefusal(partner, 'cancelOrder', { id: 'ORDER-2' }, 'NOT_A_FIRST_ORDER', words);
  const nested = { parent: 'ORDER-2', id: 'ORDER-3', licenses: 40 };
  await expectRefusal(partner, 'changeSeats', nested, 'NOT_A_FIRST_ORDER', words);
});

test('actions on a cancelled order are refused with its status', async () => {
  const partner = await partnerWithOrder();
  await partner.envelope('cancelOrder', { id: 'ORDER-1' });

  const calls = {
    createRenewalOrder: [{ parent: 'ORDER-1', id: 'ORDER-2' }, 'be renewed'],
    changeSeats: [{ parent: 'ORDER-1', id: 'ORDER-2', licenses: 30 }, 'get more licenses'],
    suspendOrder: [{ id: 'ORDER-1' }, 'be suspended'],
    resumeOrder: [{ id: 'ORDER-1' }, 'be resumed'],
    keepOrder: [{ id: 'ORDER-1' }, 'withdraw their cancellation'],
  } as const;
  for (const [method, [params, action]] of Object.entries(calls)) {
    const message = `Subscription "ORDER-1" is cancelled. Cancelled subscriptions can't ${action}. No action is possible.`;
    await expectRefusal(partner, method, params, 'STATUS_FORBIDS', message);
  }
});

test('late actions on an expired order are refused with the possible actions', async () => {
  const partner = await partnerWithOrder();
  await partner.advanceTo('2030-02-02T00:00:00Z');

  const messageFor = (action: string) =>
    `Subscription "ORDER-1" is expired. Expired subscriptions can't ${action}. Possible actions: createRenewalOrder, suspendOrder, cancelOrder.`;
  const change = { parent: 'ORDER-1', id: 'ORDER-2', licenses: 30 };
  await expectRefusal(partner, 'changeSeats', change, 'STATUS_FORBIDS', messageFor('get more licenses'));
  const cancel = { id: 'ORDER-1', at: 'END_OF_TERM' };
  await expectRefusal(
    partner,
    'cancelOrder',
    cancel,
    'STATUS_FORBIDS',
    messageFor('be cancelled at the end of a term'),
  );
});

test('a renewal at the wrong time is refused with the right time, as text and in Unix seconds', async () => {
  const partner = await partnerWithOrder();
  const renewal = { parent: 'ORDER-1', id: 'ORDER-3' };

  const early =
    'Subscription "ORDER-1" can\'t be renewed yet. Its renewal window opens at 2030-01-17T00:00:00Z (1894838400). Renew it from then on.';
  await expectRefusal(partner, 'createRenewalOrder', renewal, 'RENEWAL_TOO_EARLY', early);

  await partner.advanceTo('2030-01-17T00:00:00Z');
  await partner.envelope('cancelOrder', { id: 'ORDER-1', at: 'END_OF_TERM' });
  const due =
    'Subscription "ORDER-1" is scheduled to be cancelled at 2030-02-01T00:00:00Z (1896134400). Withdraw the cancellation with keepOrder, then renew the subscription.';
  await expectRefusal(partner, 'createRenewalOrder', renewal, 'CANCELLATION_SCHEDULED', due);

  await partner.envelope('keepOrder', { id: 'ORDER-1' });
  await partner.envelope('createRenewalOrder', { parent: 'ORDER-1', id: 'ORDER-2' });
  const sold =
    'Subscription "ORDER-1" is already renewed. Its next term starts at 2030-02-01T00:00:00Z (1896134400). Renew it again from 2030-02-14T00:00:00Z (1897257600) on.';
  await expectRefusal(partner, 'createRenewalOrder', renewal, 'NEXT_TERM_SOLD', sold);
});

test('a renewal is refused while an organisation above holds the subscription', async () => {
  const distributor = await world.partner();
  const reseller = await world.partner({ parent: distributor });
  await distributor.advanceTo('2030-01-01T00:00:00Z');
  await placeFirstOrder(reseller);
  await distributor.advanceTo('2030-01-20T00:00:00Z');
  await distributor.mutate('suspendOrder', { organisation: reseller.globalId, firstOrder: 'ORDER-1' });

  const held =
    'Subscription "ORDER-1" was suspended at 2030-01-20T00:00:00Z (1895097600) by an organisation above yours. Ask that organisation to resume it.';
  await expectRefusal(reseller, 'createRenewalOrder', { parent: 'ORDER-1', id: 'O2' }, 'HOLD_NOT_YOURS', held);
});

test.for([20, 19, 1])('reducing 20 licenses to %d within a term is refused', async (licenses) => {
  const partner = await partnerWithOrder();

  const words = `The number of licenses can only increase within a term. Expected more than 20, found ${licenses}. Reduce the number at the next renewal.`;
  const change = { parent: 'ORDER-1', id: 'ORDER-2', licenses };
  await expectRefusal(partner, 'changeSeats', change, 'SEATS_NOT_INCREASED', words);
});

test('only the clock of a sandbox can be moved, and only forward', async () => {
  const partner = await partnerWithOrder();
  const real = await world.partner({ sandbox: false });

  const backward =
    'A test clock only moves forward. It is at 2030-01-01T00:00:00Z (1893456000), and 2029-12-31T23:59:59Z (1893455999) is earlier. Send a later time.';
  await expectRefusal(partner, 'advanceTestClock', { to: 1_893_455_999 }, 'CLOCK_BACKWARD', backward);
  const noSandbox = 'Only the clock of a sandbox can be moved. Use a credential of a sandbox organisation.';
  await expectRefusal(real, 'advanceTestClock', { to: 1_893_456_000 }, 'NOT_A_SANDBOX', noSandbox);
});

async function partnerWithOrder(): Promise<Partner> {
  const partner = await world.partner();
  await partner.advanceTo('2030-01-01T00:00:00Z');
  await placeFirstOrder(partner);
  return partner;
}

async function placeFirstOrder(partner: Partner): Promise<void> {
  await partner.envelope('createCustomer', { id: 'ABC', name: 'ABC Company', admin: { email: 'isa@example.com' } });
  await partner.envelope('createFirstOrder', first);
}

async function expectRefusal(
  partner: Partner,
  method: string,
  params: Record<string, unknown>,
  code: string,
  body: string,
): Promise<void> {
  const answer = await world.withoutWriting(() => partner.envelope(method, params));
  expect(answer).toEqual({ status: 400, code, body });
  expect(insidesIn(body)).toEqual([]);
}
