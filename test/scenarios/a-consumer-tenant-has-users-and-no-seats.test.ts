import { expect, test } from 'vitest';
import type { Partner } from '../support/partner.ts';
import { createCustomer, dawn, done, placeFirstOrder } from '../support/scenes.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();
world.setRealTime(dawn);

test('a partner manages the users of its own tenant without a seat limit', async () => {
  const partner = await world.partner();
  await partner.advanceTo('2028-04-01T00:00:00Z');

  // Consumers sign up. They belong to nobody but the partner, and nothing has been ordered for them.
  for (const name of ['ann', 'ben', 'cem', 'dan', 'eve']) {
    await done(partner, 'createUser', { email: `${name}@example.com` });
  }
  expect(await done(partner, 'getUserByEmail', { email: 'eve@example.com' })).toEqual({
    id: expect.any(Number),
    email: 'eve@example.com',
    displayName: null,
    instance: null,
    isActive: true,
    createdAt: 1_838_160_000,
  });

  // A company with a single seat changes nothing for them, nor they for it.
  await createCustomer(partner);
  await placeFirstOrder(partner, { licenses: 1 });
  await done(partner, 'createUser', { email: 'isa@example.com', instance: 'ABC' });
  expect((await partner.envelope('createUser', { email: 'jon@example.com', instance: 'ABC' })).code).toBe(
    'SEAT_LIMIT_REACHED',
  );
  await done(partner, 'createUser', { email: 'jon@example.com' });
  expect(await usersOf(partner, '{ isConsumer: true }')).toEqual([
    ...['ann@example.com', 'ben@example.com', 'cem@example.com', 'dan@example.com', 'eve@example.com'],
    'jon@example.com',
  ]);
  expect(await usersOf(partner, '{ isConsumer: false }')).toEqual(['isa@example.com']);

  // An e-mail is one user's, in whichever tenant and whatever its case; also the same request again is refused.
  await world.withoutWriting(async () => {
    for (const taken of [{ email: 'ANN@Example.com' }, { email: 'ann@example.com' }, { email: 'isa@example.com' }]) {
      expect((await partner.envelope('createUser', taken)).code).toBe('EMAIL_TAKEN');
    }
    const inCompany = await partner.envelope('createUser', { email: 'Ben@example.com', instance: 'ABC' });
    expect(inCompany.code).toBe('EMAIL_TAKEN');
  });

  // Ann is disabled and enabled, Ben removed; his e-mail is free again.
  await partner.advanceTo('2028-04-02T00:00:00Z');
  await done(partner, 'updateUserByEmail', { email: 'ann@example.com', isActive: false });
  expect((await done(partner, 'getUserByEmail', { email: 'Ann@example.com' })).isActive).toBe(false);
  await done(partner, 'updateUserByEmail', { email: 'ANN@example.com', isActive: true });
  await done(partner, 'removeUser', { email: 'ben@example.com' });
  expect((await partner.envelope('removeUser', { email: 'ben@example.com' })).code).toBe('USER_NOT_FOUND');
  const again = await done(partner, 'createUser', { email: 'Ben@example.com', displayName: 'Ben' });
  expect(again).toMatchObject({ email: 'Ben@example.com', displayName: 'Ben', isActive: true });

  // Another partner's Ann is another person.
  const other = await world.partner();
  await done(other, 'createUser', { email: 'ann@example.com' });
  await done(other, 'removeUser', { email: 'ann@example.com' });
  expect((await done(partner, 'getUserByEmail', { email: 'ann@example.com' })).isActive).toBe(true);
});

async function usersOf(partner: Partner, filter: string): Promise<string[]> {
  const { users } = await partner.graphql(`{ users(filter: ${filter}) { nodes { email } } }`);
  return users.nodes.map((user: { email: string }) => user.email);
}
