import { expect, test } from 'vitest';
import type { Partner } from '../support/partner.ts';
import { createCustomer, dawn, done, placeFirstOrder, seenBy, termsOf } from '../support/scenes.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();
world.setRealTime(dawn);

test('in New York a term that would end in the skipped hour of March ends after it, and the next one is regular', async () => {
  const partner = await world.partner({ timeZone: 'America/New_York' });
  await partner.advanceTo('2027-02-14T02:30:00-05:00');
  await createCustomer(partner);
  await placeFirstOrder(partner);

  // On 14 March the clocks go from 01:59 to 03:00: the term ends at 03:30, which is 07:30 in UTC as in winter.
  await renewAsSoonAsPossible(partner, 'ORDER-2');
  await partner.advanceTo('2027-03-14T07:29:59Z');
  expect(await seenBy(partner, 'currentTerm { order { remoteId } }')).toEqual({
    currentTerm: { order: { remoteId: 'ORDER-1' } },
  });
  await partner.advanceTo('2027-03-14T07:30:00Z');
  expect(await seenBy(partner, 'currentTerm { order { remoteId } }')).toEqual({
    currentTerm: { order: { remoteId: 'ORDER-2' } },
  });

  // From April on it is half past two in the morning again, which is 06:30 in UTC in summer.
  await renewAsSoonAsPossible(partner, 'ORDER-3');
  expect(await termsOf(world, partner)).toEqual([
    '2027-02-14T07:30:00Z to 2027-03-14T07:30:00Z for 10',
    '2027-03-14T07:30:00Z to 2027-04-14T06:30:00Z for 10',
    '2027-04-14T06:30:00Z to 2027-05-14T06:30:00Z for 10',
  ]);

  // Fifteen days are 15 times 24 hours, also across the night in which an hour is missing.
  expect(await partner.story()).toEqual([
    '2027-02-14T07:30:00Z createFirstOrder',
    '2027-02-27T07:30:00Z renewalWindowOpened',
    '2027-02-27T07:30:00Z createRenewalOrder',
    '2027-03-14T07:30:00Z termEnded',
    '2027-03-30T06:30:00Z renewalWindowOpened',
    '2027-03-30T06:30:00Z createRenewalOrder',
  ]);
});

test('in New York a term that ends in the repeated hour of November ends in the first one', async () => {
  const partner = await world.partner({ timeZone: 'America/New_York' });
  await partner.advanceTo('2027-10-07T01:30:00-04:00');
  await createCustomer(partner);
  await placeFirstOrder(partner);

  await renewAsSoonAsPossible(partner, 'ORDER-2');
  expect(await termsOf(world, partner)).toEqual([
    '2027-10-07T05:30:00Z to 2027-11-07T05:30:00Z for 10',
    '2027-11-07T05:30:00Z to 2027-12-07T06:30:00Z for 10',
  ]);
});

test('in Bahrain, without daylight saving time, a day begins three hours before that of UTC', async () => {
  const inBahrain = await world.partner({ timeZone: 'Asia/Bahrain' });
  const inGreenwich = await world.partner({ timeZone: 'UTC' });

  // The same instant is the 31st in Bahrain and still the 30th in UTC; February has neither.
  for (const partner of [inBahrain, inGreenwich]) {
    await partner.advanceTo('2027-01-30T22:00:00Z');
    await createCustomer(partner);
    await placeFirstOrder(partner);
    await renewAsSoonAsPossible(partner, 'ORDER-2');
    await renewAsSoonAsPossible(partner, 'ORDER-3');
  }

  expect(await termsOf(world, inBahrain)).toEqual([
    '2027-01-30T22:00:00Z to 2027-02-27T22:00:00Z for 10',
    '2027-02-27T22:00:00Z to 2027-03-30T22:00:00Z for 10',
    '2027-03-30T22:00:00Z to 2027-04-29T22:00:00Z for 10',
  ]);
  expect(await termsOf(world, inGreenwich)).toEqual([
    '2027-01-30T22:00:00Z to 2027-02-28T22:00:00Z for 10',
    '2027-02-28T22:00:00Z to 2027-03-30T22:00:00Z for 10',
    '2027-03-30T22:00:00Z to 2027-04-30T22:00:00Z for 10',
  ]);
});

/** Moves the clock to where the last sold term can be followed by another, and buys that. */
async function renewAsSoonAsPossible(partner: Partner, id: string): Promise<void> {
  const { renewalOpensAt } = await seenBy(partner, 'renewalOpensAt');
  const now = await partner.now();
  if (Temporal.Instant.compare(now, renewalOpensAt) < 0) await partner.advanceTo(renewalOpensAt);
  await done(partner, 'createRenewalOrder', { parent: 'ORDER-1', id });
}
