import { expect, test } from 'vitest';
import type { Partner } from '../support/partner.ts';
import { createCustomer, dawn, done, placeFirstOrder, seenBy, termsOf } from '../support/scenes.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();
world.setRealTime(dawn);

test('a user who joins in June gets a seat at once; the seat of a user who leaves in June is paid until July', async () => {
  const partner = await world.partner();
  await partner.advanceTo('2028-06-01T00:00:00Z');
  await createCustomer(partner);
  await placeFirstOrder(partner, { licenses: 2 });

  // Two seats, two employees; the third has to wait until a seat is bought.
  await hire(partner, 'ann', 'ben');
  const third = await world.withoutWriting(() =>
    partner.mutate(
      'createUser',
      { email: 'cem@example.com', customer: 'ABC' },
      '... on SeatLimitReachedError { seatLimit activeUsers }',
    ),
  );
  expect(third).toMatchObject({ __typename: 'SeatLimitReachedError', seatLimit: 2, activeUsers: 2 });

  await partner.advanceTo('2028-06-15T00:00:00Z');
  const more = await done(partner, 'changeSeats', { parent: 'ORDER-1', id: 'ORDER-2', licenses: 4 });
  expect(more).toMatchObject({ parent: 'ORDER-1', licenses: 4, status: 'active' });
  await hire(partner, 'cem', 'dan');

  // The next day two have left. Their seats can't be given back within the term, only at the renewal.
  await partner.advanceTo('2028-06-16T00:00:00Z');
  await done(partner, 'updateUserByEmail', { email: 'ann@example.com', isActive: false });
  const fewer = await world.withoutWriting(() =>
    partner.envelope('changeSeats', { parent: 'ORDER-1', id: 'ORDER-3', licenses: 2 }),
  );
  expect(fewer).toEqual({
    status: 400,
    code: 'SEATS_NOT_INCREASED',
    body: 'The number of licenses can only increase within a term. Expected more than 4, found 2. Reduce the number at the next renewal.',
  });

  // Renewing for two while three are active is possible; the preview warns, and nobody is disabled.
  const preview = await partner.mutate(
    'previewRenewalOrder',
    { firstOrder: 'ORDER-1', remoteId: 'ORDER-3', seats: 2 },
    '... on OrderPreview { isRetry status effects warnings term { startsAt endsAt seats } }',
  );
  expect(preview).toEqual({
    __typename: 'OrderPreview',
    isRetry: false,
    status: 'ACTIVE',
    effects: ['ADDS_TERM'],
    warnings: ['FEWER_SEATS_THAN_ACTIVE_USERS'],
    term: { startsAt: '2028-07-01T00:00:00Z', endsAt: '2028-08-01T00:00:00Z', seats: 2 },
  });
  await done(partner, 'createRenewalOrder', { parent: 'ORDER-1', id: 'ORDER-3', licenses: 2 });

  // Until the end of June the four seats are there: Ann comes back for a week.
  await done(partner, 'updateUserByEmail', { email: 'ann@example.com', isActive: true });
  expect(await seenBy(partner, 'currentTerm { seats }')).toEqual({ currentTerm: { seats: 4 } });
  await done(partner, 'updateUserByEmail', { email: 'ann@example.com', isActive: false });

  // From July on there are two: the three who are active stay, but nobody is added before two of them have gone.
  await partner.advanceTo('2028-07-01T00:00:00Z');
  expect(await seenBy(partner, 'currentTerm { seats }')).toEqual({ currentTerm: { seats: 2 } });
  expect(await activeUsersOf(partner)).toEqual(['ben@example.com', 'cem@example.com', 'dan@example.com']);
  expect(await comesBack(partner, 'ann')).toBe('SEAT_LIMIT_REACHED');
  await done(partner, 'removeUser', { email: 'ben@example.com' });
  expect(await comesBack(partner, 'ann')).toBe('SEAT_LIMIT_REACHED');
  await done(partner, 'removeUser', { email: 'cem@example.com' });
  expect(await comesBack(partner, 'ann')).toBe(null);
  expect(await activeUsersOf(partner)).toEqual(['ann@example.com', 'dan@example.com']);
});

test('additional seats after an early renewal raise the current and the next term', async () => {
  const partner = await world.partner();
  await partner.advanceTo('2028-06-01T00:00:00Z');
  await createCustomer(partner);
  await placeFirstOrder(partner, { licenses: 100 });
  await partner.advanceTo('2028-06-20T00:00:00Z');
  await done(partner, 'createRenewalOrder', { parent: 'ORDER-1', id: 'ORDER-2', licenses: 110 });

  await done(partner, 'changeSeats', { parent: 'ORDER-1', id: 'ORDER-3', licenses: 105 });
  expect(await termsOf(world, partner)).toEqual([
    '2028-06-01T00:00:00Z to 2028-07-01T00:00:00Z for 105',
    '2028-07-01T00:00:00Z to 2028-08-01T00:00:00Z for 110',
  ]);

  await done(partner, 'changeSeats', { parent: 'ORDER-1', id: 'ORDER-4', licenses: 120 });
  expect(await termsOf(world, partner)).toEqual([
    '2028-06-01T00:00:00Z to 2028-07-01T00:00:00Z for 120',
    '2028-07-01T00:00:00Z to 2028-08-01T00:00:00Z for 120',
  ]);

  // A retry of the first change finds it as it has become, and changes nothing.
  const again = await world.withoutWriting(() =>
    partner.envelope('changeSeats', { parent: 'ORDER-1', id: 'ORDER-3', licenses: 105 }),
  );
  expect(again.body.licenses).toBe(120);
});

async function hire(partner: Partner, ...names: string[]): Promise<void> {
  for (const name of names) await done(partner, 'createUser', { email: `${name}@example.com`, instance: 'ABC' });
}

/** Enables a user again, and answers why not, or null. */
async function comesBack(partner: Partner, name: string): Promise<string | null> {
  return (await partner.envelope('updateUserByEmail', { email: `${name}@example.com`, isActive: true })).code;
}

async function activeUsersOf(partner: Partner): Promise<string[]> {
  const { users } = await partner.graphql('{ users(filter: { isActive: true }) { nodes { email } } }');
  return users.nodes.map((user: { email: string }) => user.email);
}
