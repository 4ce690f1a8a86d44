import { expect, test } from 'vitest';
import type { Partner } from '../support/partner.ts';
import { sendRaw } from '../support/raw-http.ts';
import { dawn, timeOf } from '../support/scenes.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();
world.setRealTime(dawn);

test('a customer is served from the first to the last day by GET requests with a body only', async () => {
  const partner = await world.partner({ timeZone: 'Asia/Bahrain' });
  const { organisationId } = partner;
  const day = 86_400;
  const start = 1_841_993_717;
  expect(timeOf(start)).toBe('2028-05-15T08:55:17Z');
  expect(await curl(partner, 'advanceTestClock', { to: start })).toEqual({ now: start, announced: 0 });

  // On 15 May, just before noon in Bahrain, the customer comes, as in the documents.
  const admin = { email: 'isa@example.com', phone: '111111111', displayName: 'Isa' };
  const customer = await curl(partner, 'createCustomer', { id: 'ABC', name: 'ABC Company', admin });
  expect(customer).toEqual({
    name: 'ABC Company',
    partner: organisationId,
    createdAt: start,
    id: expect.any(Number),
    isActive: true,
    admin: { email: 'isa@example.com' },
    remoteId: 'ABC',
  });

  const first = { customer: 'ABC', id: 'REMOTEORDER1', product: 'oo-lite', licenses: 20, duration: 'monthly' };
  const order = {
    id: expect.any(Number),
    remoteId: 'REMOTEORDER1',
    parent: null,
    customer: 'ABC',
    partner: organisationId,
    product: 'oo-lite',
    licenses: 20,
    duration: 'monthly',
    status: 'active',
    isActive: true,
    startsAt: start,
    endsAt: start + 31 * day,
    createdAt: start,
  };
  expect(await curl(partner, 'createFirstOrder', first)).toEqual(order);
  expect(await curl(partner, 'createFirstOrder', first)).toEqual(order);

  // Ben gets a seat, forgets his password, goes on leave and comes back.
  const ben = { email: 'ben@example.com', instance: 'ABC', displayName: 'Ben', password: 'correct horse' };
  const user = {
    id: expect.any(Number),
    email: 'ben@example.com',
    displayName: 'Ben',
    instance: 'ABC',
    isActive: true,
    createdAt: start,
  };
  expect(await curl(partner, 'createUser', ben)).toEqual(user);
  expect(await curl(partner, 'createUser', ben)).toBe(
    'EMAIL_TAKEN: This e-mail address already belongs to another user. Use another address, or change that user.',
  );
  expect(await curl(partner, 'resetPasswordByEmail', { email: 'ben@example.com', password: 'battery staple' })).toBe(
    true,
  );
  expect(await curl(partner, 'updateUserByEmail', { email: 'ben@example.com', isActive: false })).toBe(true);
  expect(await curl(partner, 'getUserByEmail', { email: 'BEN@example.com' })).toEqual({ ...user, isActive: false });
  expect(await curl(partner, 'updateUserByEmail', { email: 'ben@example.com', isActive: true })).toBe(true);

  // A month before the end a renewal is too early; at exactly fifteen days it is accepted.
  const renewal = { parent: 'REMOTEORDER1', id: 'REMOTEORDER2', licenses: 25 };
  expect(await curl(partner, 'createRenewalOrder', renewal)).toBe(
    'RENEWAL_TOO_EARLY: Subscription "REMOTEORDER1" can\'t be renewed yet. Its renewal window opens at 2028-05-31T08:55:17Z (1843376117). Renew it from then on.',
  );
  expect(await curl(partner, 'advanceTestClock', { to: start + 16 * day })).toEqual({
    now: start + 16 * day,
    announced: 1,
  });
  const renewed = {
    ...order,
    remoteId: 'REMOTEORDER2',
    parent: 'REMOTEORDER1',
    licenses: 25,
    startsAt: start + 31 * day,
    endsAt: start + 61 * day,
    createdAt: start + 16 * day,
  };
  expect(await curl(partner, 'createRenewalOrder', renewal)).toEqual(renewed);
  expect(await curl(partner, 'createRenewalOrder', { ...renewal, id: 'REMOTEORDER3' })).toBe(
    'NEXT_TERM_SOLD: Subscription "REMOTEORDER1" is already renewed. Its next term starts at 2028-06-15T08:55:17Z (1844672117). Renew it again from 2028-06-30T08:55:17Z (1845968117) on.',
  );

  // It is suspended and resumed, and grows; every answer shows the order that was named.
  const suspended = { ...order, status: 'suspended', isActive: false };
  expect(await curl(partner, 'suspendOrder', { id: 'REMOTEORDER1' })).toEqual(suspended);
  expect(await curl(partner, 'getOrder', { id: 'REMOTEORDER2' })).toEqual({ ...renewed, ...stateOf(suspended) });
  expect(await curl(partner, 'resumeOrder', { id: 'REMOTEORDER1' })).toEqual(order);
  const change = { parent: 'REMOTEORDER1', id: 'REMOTEORDER4', licenses: 30 };
  const changed = {
    ...order,
    remoteId: 'REMOTEORDER4',
    parent: 'REMOTEORDER1',
    licenses: 30,
    createdAt: start + 16 * day,
  };
  expect(await curl(partner, 'changeSeats', change)).toEqual(changed);
  expect(await curl(partner, 'getOrder', { id: 'REMOTEORDER2' })).toEqual({ ...renewed, licenses: 30 });

  // The customer is renamed; the request that created it is still recognised.
  const renamed = { ...(customer as object), name: 'ABC Holding' };
  expect(await curl(partner, 'updateCustomer', { id: 'ABC', name: 'ABC Holding' })).toEqual(renamed);
  expect(await curl(partner, 'createCustomer', { id: 'ABC', name: 'ABC Company', admin })).toEqual(renamed);
  expect(await curl(partner, 'getCustomer', { id: 'ABC' })).toEqual(renamed);

  // Both terms pass. What has expired can be cancelled, and then stays as it is.
  expect(await curl(partner, 'advanceTestClock', { to: start + 61 * day })).toEqual({
    now: start + 61 * day,
    announced: 3,
  });
  const expired = { ...order, licenses: 30, status: 'expired', isActive: false };
  expect(await curl(partner, 'getOrder', { id: 'REMOTEORDER1' })).toEqual(expired);
  const cancelled = { ...expired, status: 'cancelled' };
  expect(await curl(partner, 'cancelOrder', { id: 'REMOTEORDER1' })).toEqual(cancelled);
  expect(await curl(partner, 'createFirstOrder', first)).toEqual(cancelled);
  expect(await curl(partner, 'removeUser', { email: 'ben@example.com' })).toBe(true);
  expect(await curl(partner, 'getUserByEmail', { email: 'ben@example.com' })).toBe(
    'USER_NOT_FOUND: No user with this e-mail address exists. Create the user first.',
  );
  expect(await partner.story()).toEqual([
    '2028-05-15T08:55:17Z createFirstOrder',
    '2028-05-31T08:55:17Z renewalWindowOpened',
    '2028-05-31T08:55:17Z createRenewalOrder',
    '2028-05-31T08:55:17Z suspendOrder',
    '2028-05-31T08:55:17Z resumeOrder',
    '2028-05-31T08:55:17Z changeSeats',
    '2028-06-15T08:55:17Z termEnded',
    '2028-06-30T08:55:17Z renewalWindowOpened',
    '2028-07-15T08:55:17Z subscriptionExpired',
    '2028-07-15T08:55:17Z cancelOrder',
  ]);
});

/** What `curl -X GET --data` is answered: the entity, or the code and the sentence of a refusal. */
async function curl(partner: Partner, method: string, params: Record<string, unknown>): Promise<unknown> {
  const headers = { 'x-api-key': partner.key, 'content-type': 'application/json' };
  const body = JSON.stringify({ method, params });
  const answer = await sendRaw(world.url, { method: 'GET', path: '/envelope', headers, body });
  const entity: unknown = JSON.parse(answer.body);
  return answer.status === 200 ? entity : `${answer.headers['x-error-code']}: ${entity}`;
}

function stateOf({ status, isActive }: { status: string; isActive: boolean }) {
  return { status, isActive };
}
