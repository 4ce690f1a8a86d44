import { expect, test } from 'vitest';
import type { Partner } from '../support/partner.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();

const admin = { email: 'isa@example.com', phone: '111', displayName: 'Isa' };
const ofOrder = (verb: string) => `... on ${verb}Success { order { databaseId } subscription { status } }`;

test('a customer created through one door is recognised at the other', async () => {
  const partner = await world.partner();
  const selection = '... on CreateCustomerSuccess { customer { databaseId } }';
  const old = await partner.envelope('createCustomer', { id: 'OLD', name: 'ABC Company', admin });
  const native = await partner.mutate('createCustomer', { remoteId: 'NEW', name: 'ABC Company', admin }, selection);

  const [oldAgain, nativeAgain] = await world.withoutWriting(async () => [
    await partner.mutate('createCustomer', { remoteId: 'OLD', name: 'ABC Company', admin }, selection),
    await partner.envelope('createCustomer', { id: 'NEW', name: 'ABC Company', admin }),
  ]);

  expect(oldAgain).toEqual({ __typename: 'CreateCustomerSuccess', customer: { databaseId: old.body.id } });
  expect([nativeAgain.status, nativeAgain.body.id]).toEqual([200, native.customer.databaseId]);
});

test('a first order placed through one door is recognised at the other, even after a suspension', async () => {
  const partner = await partnerWithOrder();
  const opened = { customer: 'ABC', product: 'oo-std', duration: 'yearly', licenses: 5 };
  const openedNatively = { customer: 'ABC', product: 'oo-std', duration: 'YEARLY', seats: 5 };
  const old = await partner.envelope('createFirstOrder', { ...opened, id: 'OLD' });
  const native = await placedNatively(partner, 'createFirstOrder', { ...openedNatively, remoteId: 'NEW' });
  await partner.envelope('suspendOrder', { id: 'OLD' });
  await partner.envelope('suspendOrder', { id: 'NEW' });

  const [oldAgain, nativeAgain] = await world.withoutWriting(async () => [
    await placedNatively(partner, 'createFirstOrder', { ...openedNatively, remoteId: 'OLD' }),
    await partner.envelope('createFirstOrder', { ...opened, id: 'NEW' }),
  ]);

  expect(oldAgain).toEqual({ id: old.body.id, status: 'SUSPENDED' });
  expect(nativeAgain.body).toMatchObject({ id: native.id, status: 'suspended' });
});

test.for([
  ['with its licenses', { licenses: 30 }, { seats: 30 }],
  ['without licenses', {}, {}],
] as const)('a renewal %s is recognised at the other door', async ([, licenses, seats]) => {
  const partner = await partnerWithOrder();
  await partner.advanceTo('2030-01-20T00:00:00Z');
  const old = await partner.envelope('createRenewalOrder', { parent: 'ORDER-1', id: 'OLD', ...licenses });
  await partner.advanceTo('2030-02-20T00:00:00Z');
  const native = await placedNatively(partner, 'createRenewalOrder', {
    firstOrder: 'ORDER-1',
    remoteId: 'NEW',
    ...seats,
  });

  const [oldAgain, nativeAgain] = await world.withoutWriting(async () => [
    await placedNatively(partner, 'createRenewalOrder', { firstOrder: 'ORDER-1', remoteId: 'OLD', ...seats }),
    await partner.envelope('createRenewalOrder', { parent: 'ORDER-1', id: 'NEW', ...licenses }),
  ]);

  expect(oldAgain).toEqual({ id: old.body.id, status: 'ACTIVE' });
  expect(nativeAgain.body).toMatchObject({ id: native.id, status: 'active', parent: 'ORDER-1' });
});

test('a change of seats is recognised at the other door, even after another change', async () => {
  const partner = await partnerWithOrder();
  const old = await partner.envelope('changeSeats', { parent: 'ORDER-1', id: 'OLD', licenses: 30 });
  const native = await placedNatively(partner, 'changeSeats', { firstOrder: 'ORDER-1', remoteId: 'NEW', seats: 40 });

  const [oldAgain, nativeAgain] = await world.withoutWriting(async () => [
    await placedNatively(partner, 'changeSeats', { firstOrder: 'ORDER-1', remoteId: 'OLD', seats: 30 }),
    await partner.envelope('changeSeats', { parent: 'ORDER-1', id: 'NEW', licenses: 40 }),
  ]);

  expect(oldAgain.id).toBe(old.body.id);
  expect(nativeAgain.body).toMatchObject({ id: native.id, remoteId: 'NEW', licenses: 40 });
});

const first = { customer: 'ABC', id: 'ORDER-1', product: 'oo-lite', licenses: 20, duration: 'monthly' };

test.for([
  ['createFirstOrder', { ...first, licenses: 21 }, 'licenses'],
  ['createFirstOrder', { ...first, customer: 'XYZ' }, 'customer'],
  ['createFirstOrder', { ...first, product: 'oo-std', duration: 'yearly' }, 'duration, product'],
  ['createRenewalOrder', { parent: 'ORDER-1', id: 'ORDER-1' }, 'method'],
  ['changeSeats', { parent: 'ORDER-1', id: 'ORDER-1', licenses: 20 }, 'method'],
  ['createFirstOrder', { ...first, id: 'ORDER-2' }, 'method'],
  ['createRenewalOrder', { parent: 'OTHER-1', id: 'ORDER-2' }, 'parent'],
  ['createRenewalOrder', { parent: 'ORDER-1', id: 'ORDER-2', licenses: 20 }, 'licenses'],
  ['createRenewalOrder', { parent: 'OTHER-1', id: 'ORDER-2', licenses: 20 }, 'parent, licenses'],
  ['changeSeats', { parent: 'OTHER-1', id: 'ORDER-3', licenses: 31 }, 'parent, licenses'],
] as const)('a conflict of %s with %o names %s', async ([method, params, members]) => {
  const partner = await partnerWithOrder();
  await partner.envelope('createFirstOrder', { ...first, id: 'OTHER-1' });
  await partner.advanceTo('2030-01-20T00:00:00Z');
  await partner.envelope('createRenewalOrder', { parent: 'ORDER-1', id: 'ORDER-2' });
  await partner.envelope('changeSeats', { parent: 'ORDER-1', id: 'ORDER-3', licenses: 30 });

  const refusal = await world.withoutWriting(() => partner.envelope(method, params));

  expect(refusal).toEqual({
    status: 400,
    code: 'REMOTE_ID_CONFLICT',
    body:
      members === 'method'
        ? `The id "${params.id}" was already used for another kind of order. Use a new id.`
        : `The id "${params.id}" was already used for a different request. The requests differ in: ${members}. Repeat the original request unchanged, or use a new id.`,
  });
});

test('a conflict of createCustomer names what differs, also in the contact, without repeating personal data', async () => {
  const partner = await partnerWithOrder();

  const refusal = await world.withoutWriting(() =>
    partner.envelope('createCustomer', {
      id: 'ABC',
      name: 'ABC Ltd',
      admin: { email: 'eve@example.com', phone: '111' },
    }),
  );

  expect(refusal).toEqual({
    status: 400,
    code: 'REMOTE_ID_CONFLICT',
    body: 'The id "ABC" was already used for a different request. The requests differ in: admin.displayName, admin.email, name. Repeat the original request unchanged, or use a new id.',
  });
});

async function partnerWithOrder(): Promise<Partner> {
  const partner = await world.partner();
  await partner.advanceTo('2030-01-01T00:00:00Z');
  await partner.envelope('createCustomer', { id: 'ABC', name: 'ABC Company', admin });
  await partner.envelope('createFirstOrder', first);
  return partner;
}

/** Our own id of an order that was placed through GraphQL, and the status of its subscription. */
async function placedNatively(partner: Partner, verb: string, input: Record<string, unknown>) {
  const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}`;
  const { order, subscription } = await partner.mutate(verb, input, ofOrder(type));
  return { id: order.databaseId as number, status: subscription.status as string };
}
