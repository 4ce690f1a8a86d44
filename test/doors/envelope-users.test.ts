import { verify } from '@node-rs/argon2';
import { expect, test } from 'vitest';
import type { Partner } from '../support/partner.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();
world.setRealTime(Temporal.Instant.from('2030-01-01T00:00:00Z'));
const created = 1_893_456_000;

test('createUser and getUserByEmail return the user of an instance in the same format', async () => {
  const partner = await partnerWithSeats(2);
  const user = { email: 'Isa@Example.com', instance: 'ABC', displayName: 'Isa Aswath', password: 'correct horse' };

  const { status, body } = await partner.envelope('createUser', user);
  const found = await partner.envelope('getUserByEmail', { email: 'isa@example.COM' });

  const members = '"email":"Isa@Example.com","displayName":"Isa Aswath","instance":"ABC","isActive":true';
  expect(status).toBe(200);
  expect(JSON.stringify(body)).toBe(`{"id":${body.id},${members},"createdAt":${created}}`);
  expect(JSON.stringify(found.body)).toBe(JSON.stringify(body));
  expect(await userRows(partner)).toMatchObject([{ id: body.id, email: 'Isa@Example.com', isActive: true }]);
});

test('a user without an instance belongs to the consumer tenant, which has no seat limit', async () => {
  const partner = await partnerWithSeats(1);

  const users = [];
  for (const name of ['isa', 'eve', 'ana']) {
    users.push((await partner.envelope('createUser', { email: `${name}@example.com` })).body.instance);
  }

  expect(users).toEqual([null, null, null]);
});

test('updateUserByEmail disables and enables a user, and a disabled user frees the seat', async () => {
  const partner = await partnerWithSeats(1);
  await partner.envelope('createUser', { email: 'isa@example.com', instance: 'ABC' });
  const full = {
    status: 400,
    code: 'SEAT_LIMIT_REACHED',
    body: 'The customer has no free licenses (licenses: 1, active users: 1). Add licenses, renew or resume a subscription, or disable a user.',
  };
  const createEve = () => partner.envelope('createUser', { email: 'eve@example.com', instance: 'ABC' });
  expect(await world.withoutWriting(createEve)).toEqual(full);

  const disabled = await partner.envelope('updateUserByEmail', { email: 'ISA@example.com', isActive: false });
  const isDisabled = await partner.envelope('getUserByEmail', { email: 'isa@example.com' });
  const eve = await createEve();
  const enableIsa = () => partner.envelope('updateUserByEmail', { email: 'isa@example.com', isActive: true });
  const refused = await world.withoutWriting(enableIsa);
  await partner.envelope('removeUser', { email: 'eve@example.com' });
  const enabled = await enableIsa();

  expect(disabled).toEqual({ status: 200, code: null, body: true });
  expect(isDisabled.body.isActive).toBe(false);
  expect(eve.status).toBe(200);
  expect(refused).toEqual(full);
  expect(enabled).toEqual({ status: 200, code: null, body: true });
});

test('updateUserByEmail changes the display name, null removes it, and equal values are not written', async () => {
  const partner = await world.partner();
  await partner.envelope('createUser', { email: 'isa@example.com', displayName: 'Isa' });
  const rename = (displayName: string | null) =>
    partner.envelope('updateUserByEmail', { email: 'isa@example.com', displayName });

  const answers = [await rename('Isa Aswath'), await world.withoutWriting(() => rename('Isa Aswath'))];
  const [renamed] = await userRows(partner);
  answers.push(await rename(null));
  const [nameless] = await userRows(partner);

  expect(answers.map(({ body }) => body)).toEqual([true, true, true]);
  expect([renamed?.displayName, nameless?.displayName]).toEqual(['Isa Aswath', null]);
});

test('only an Argon2id hash of a password is stored, and it is never returned', async () => {
  const partner = await world.partner();
  const [first, second] = ['correct horse battery staple', 'pässwörd \u{1F512}'];

  const user = await partner.envelope('createUser', { email: 'isa@example.com', password: first });
  const [afterCreate] = await userRows(partner);
  const reset = await partner.envelope('resetPasswordByEmail', { email: 'isa@example.com', password: second });
  const [afterReset] = await userRows(partner);
  const found = await partner.envelope('getUserByEmail', { email: 'isa@example.com' });

  expect(reset).toEqual({ status: 200, code: null, body: true });
  expect(afterCreate?.passwordHash).toMatch(/^\$argon2id\$v=19\$/);
  expect(await verify(afterCreate?.passwordHash ?? '', first)).toBe(true);
  expect(await verify(afterReset?.passwordHash ?? '', second)).toBe(true);
  expect(await verify(afterReset?.passwordHash ?? '', first)).toBe(false);
  const shape = ['id', 'email', 'displayName', 'instance', 'isActive', 'createdAt'];
  expect([Object.keys(user.body), Object.keys(found.body)]).toEqual([shape, shape]);
  const everything = JSON.stringify(await world.contents());
  expect([first, second].filter((password) => everything.includes(password))).toEqual([]);
});

test('a password of exactly 1 KiB is accepted', async () => {
  const partner = await world.partner();
  const password = 'é'.repeat(512);

  expect((await partner.envelope('createUser', { email: 'isa@example.com', password })).status).toBe(200);

  const [user] = await userRows(partner);
  expect(await verify(user?.passwordHash ?? '', password)).toBe(true);
});

test('removeUser removes the user, and the e-mail address can be used again', async () => {
  const partner = await world.partner();
  const email = 'isa@example.com';
  await partner.envelope('createUser', { email });

  const removed = await partner.envelope('removeUser', { email: 'ISA@EXAMPLE.COM' });
  const gone = {
    status: 400,
    code: 'USER_NOT_FOUND',
    body: 'No user with this e-mail address exists. Create the user first.',
  };
  const calls = [
    ['getUserByEmail', { email }],
    ['removeUser', { email }],
    ['updateUserByEmail', { email, isActive: true }],
    ['resetPasswordByEmail', { email, password: 'secret' }],
  ] as const;
  const answers = await world.withoutWriting(async () => {
    const refusals = [];
    for (const [method, params] of calls) refusals.push(await partner.envelope(method, params));
    return refusals;
  });

  expect(removed).toEqual({ status: 200, code: null, body: true });
  expect(answers).toEqual(calls.map(() => gone));
  expect((await partner.envelope('createUser', { email })).status).toBe(200);
});

test('an e-mail address in use is refused, ignoring case and for any customer', async () => {
  const partner = await partnerWithSeats(5);
  await partner.envelope('createUser', { email: 'isa@example.com', instance: 'ABC' });

  const again = await world.withoutWriting(async () => [
    await partner.envelope('createUser', { email: 'isa@example.com', instance: 'ABC' }),
    await partner.envelope('createUser', { email: 'ISA@EXAMPLE.COM' }),
  ]);
  const elsewhere = await (await world.partner()).envelope('createUser', { email: 'isa@example.com' });

  const taken = {
    status: 400,
    code: 'EMAIL_TAKEN',
    body: 'This e-mail address already belongs to another user. Use another address, or change that user.',
  };
  expect(again).toEqual([taken, taken]);
  expect(elsewhere.status).toBe(200);
});

/** A partner whose one customer has so many seats. */
async function partnerWithSeats(licenses: number): Promise<Partner> {
  const partner = await world.partner();
  await partner.envelope('createCustomer', { id: 'ABC', name: 'ABC Company', admin: { email: 'admin@example.com' } });
  const order = { customer: 'ABC', id: 'ORDER-1', product: 'oo-lite', licenses, duration: 'monthly' };
  await partner.envelope('createFirstOrder', order);
  return partner;
}

interface UserRow {
  readonly id: number;
  readonly email: string;
  readonly displayName: string | null;
  readonly isActive: boolean;
  readonly passwordHash: string | null;
}

function userRows(partner: Partner): Promise<UserRow[]> {
  return world.rows<UserRow>(`SELECT * FROM "User" WHERE "organisationId" = $1 ORDER BY "id"`, [
    partner.organisationId,
  ]);
}
