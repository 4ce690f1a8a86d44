import { expect, test } from 'vitest';
import { insidesIn } from '../support/insides.ts';
import type { Partner } from '../support/partner.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();

const first = { customer: 'ABC', id: 'ORDER-1', product: 'oo-lite', licenses: 20, duration: 'monthly' };

test('an order or a customer that does not exist is named, and what to do', async () => {
  const partner = await partnerWithOrder();

  await expectRefusal(
    partner,
    'suspendOrder',
    { id: 'ORDER-9' },
    'ORDER_NOT_FOUND',
    'there is no order "ORDER-9"; use the id with which it was placed',
  );
  const noCustomer = 'there is no customer "XYZ"; create it first, with createCustomer';
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

test('an inactive customer gets no order and no user, but keeps what it has', async () => {
  const partner = await partnerWithOrder();
  await partner.envelope('updateCustomer', { id: 'ABC', isActive: false });

  const inactive =
    'customer "ABC" is inactive and gets no new orders and no new users; activate it first, with updateCustomer';
  await expectRefusal(partner, 'createFirstOrder', { ...first, id: 'ORDER-2' }, 'CUSTOMER_INACTIVE', inactive);
  const user = { email: 'isa@example.com', instance: 'ABC' };
  await expectRefusal(partner, 'createUser', user, 'CUSTOMER_INACTIVE', inactive);
  expect((await partner.envelope('getOrder', { id: 'ORDER-1' })).body.status).toBe('active');
});

test('a renewal in the place of a first order is told which one it is', async () => {
  const partner = await partnerWithOrder();
  await partner.envelope('changeSeats', { parent: 'ORDER-1', id: 'ORDER-2', licenses: 30 });

  const words = 'order "ORDER-2" is not a first order; use the id of its first order, "ORDER-1"';
  await expectRefusal(partner, 'cancelOrder', { id: 'ORDER-2' }, 'NOT_A_FIRST_ORDER', words);
  const nested = { parent: 'ORDER-2', id: 'ORDER-3', licenses: 40 };
  await expectRefusal(partner, 'changeSeats', nested, 'NOT_A_FIRST_ORDER', words);
});

test('what a cancelled order is asked is refused with its status', async () => {
  const partner = await partnerWithOrder();
  await partner.envelope('cancelOrder', { id: 'ORDER-1' });

  const calls = {
    createRenewalOrder: { parent: 'ORDER-1', id: 'ORDER-2' },
    changeSeats: { parent: 'ORDER-1', id: 'ORDER-2', licenses: 30 },
    suspendOrder: { id: 'ORDER-1' },
    resumeOrder: { id: 'ORDER-1' },
    keepOrder: { id: 'ORDER-1' },
  };
  for (const [method, params] of Object.entries(calls)) {
    const words = `${method} is not possible on order "ORDER-1", which is cancelled; nothing is possible on it any more`;
    await expectRefusal(partner, method, params, 'STATUS_FORBIDS', words);
  }
});

test('what an expired order is asked too late is refused with what is possible instead', async () => {
  const partner = await partnerWithOrder();
  await partner.advanceTo('2030-02-02T00:00:00Z');

  const expired = 'order "ORDER-1", which is expired; possible are createRenewalOrder, suspendOrder, cancelOrder';
  const change = { parent: 'ORDER-1', id: 'ORDER-2', licenses: 30 };
  await expectRefusal(partner, 'changeSeats', change, 'STATUS_FORBIDS', `changeSeats is not possible on ${expired}`);
  const cancel = { id: 'ORDER-1', at: 'END_OF_TERM' };
  await expectRefusal(
    partner,
    'cancelOrder',
    cancel,
    'STATUS_FORBIDS',
    `cancelOrder with "at":"END_OF_TERM" is not possible on ${expired}`,
  );
});

test('a renewal at the wrong time is told the right one, for people and in Unix seconds', async () => {
  const partner = await partnerWithOrder();
  const renewal = { parent: 'ORDER-1', id: 'ORDER-3' };

  const early = 'order "ORDER-1" can not be renewed yet; its renewal window opens at 2030-01-17T00:00:00Z (1894838400)';
  await expectRefusal(partner, 'createRenewalOrder', renewal, 'RENEWAL_TOO_EARLY', early);

  await partner.advanceTo('2030-01-17T00:00:00Z');
  await partner.envelope('cancelOrder', { id: 'ORDER-1', at: 'END_OF_TERM' });
  const due =
    'order "ORDER-1" is due to be cancelled at 2030-02-01T00:00:00Z (1896134400); take that back with keepOrder, then renew it';
  await expectRefusal(partner, 'createRenewalOrder', renewal, 'CANCELLATION_SCHEDULED', due);

  await partner.envelope('keepOrder', { id: 'ORDER-1' });
  await partner.envelope('createRenewalOrder', { parent: 'ORDER-1', id: 'ORDER-2' });
  const sold =
    'order "ORDER-1" has been renewed already; its next term starts at 2030-02-01T00:00:00Z (1896134400), renew it again from 2030-02-14T00:00:00Z (1897257600) on';
  await expectRefusal(partner, 'createRenewalOrder', renewal, 'NEXT_TERM_SOLD', sold);
});

test('a renewal is refused while a hold from above stands', async () => {
  const distributor = await world.partner();
  const reseller = await world.partner({ parent: distributor });
  await distributor.advanceTo('2030-01-01T00:00:00Z');
  await placeFirstOrder(reseller);
  await distributor.advanceTo('2030-01-20T00:00:00Z');
  await distributor.mutate('suspendOrder', { organisation: reseller.globalId, firstOrder: 'ORDER-1' });

  const held =
    'order "ORDER-1" has been suspended since 2030-01-20T00:00:00Z (1895097600) by an organisation above yours, which has to resume it first';
  await expectRefusal(reseller, 'createRenewalOrder', { parent: 'ORDER-1', id: 'O2' }, 'HOLD_NOT_YOURS', held);
});

test.for([20, 19, 1])('%d licenses instead of 20 within a term are too few', async (licenses) => {
  const partner = await partnerWithOrder();

  const words = `licenses: within a term they can only grow, expected more than 20, found ${licenses}; fewer are possible with the next renewal`;
  const change = { parent: 'ORDER-1', id: 'ORDER-2', licenses };
  await expectRefusal(partner, 'changeSeats', change, 'SEATS_NOT_INCREASED', words);
});

test('only a sandbox has a clock that can be moved, and only forward', async () => {
  const partner = await partnerWithOrder();
  const real = await world.partner({ sandbox: false });

  const backward =
    'the clock stands at 2030-01-01T00:00:00Z (1893456000) and only moves forward; 2029-12-31T23:59:59Z (1893455999) is before that, send a later one';
  await expectRefusal(partner, 'advanceTestClock', { to: 1_893_455_999 }, 'CLOCK_BACKWARD', backward);
  const noSandbox = 'only a sandbox has a clock that can be moved; use the key of one';
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
