import { expect, test } from 'vitest';
import { allAtOnce, type Call, type Said } from '../support/entrances.ts';
import { holdLock } from '../support/locks.ts';
import {
  changeSeatsCall,
  customerCall,
  done,
  firstOrderCall,
  renewalCall,
  rowsOf,
  sell,
  tally,
} from '../support/sales.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();

const times = <Value>(count: number, make: (index: number) => Value) =>
  Array.from({ length: count }, (_, i) => make(i));

/** Expects that all of them were answered the same entity, and answers it. */
function theOneAnswer(answers: readonly Said[]): Said['body'] {
  expect(tally(answers.map(({ status, code }) => `${status} ${code}`))).toEqual({ '200 null': answers.length });
  const [first] = answers;
  for (const answer of answers) expect(answer.body).toEqual(first?.body);
  return first?.body;
}

test('200 identical simultaneous customers, through all four entrances, are one customer', async () => {
  const partner = await world.partner();

  const answers = await allAtOnce(
    world,
    partner,
    times(200, () => customerCall()),
  );

  expect(theOneAnswer(answers)).toMatchObject({ remoteId: 'ABC', name: 'ABC Company', isActive: true });
  expect(await rowsOf(world, partner)).toMatchObject({ customers: 1, events: ['createCustomer'] });
});

test('200 identical simultaneous first orders, through all four entrances, open one subscription', async () => {
  const partner = await world.partner();
  await partner.advanceTo('2028-01-01T00:00:00Z');
  await done(partner, customerCall());

  const answers = await allAtOnce(
    world,
    partner,
    times(200, () => firstOrderCall()),
  );

  expect(theOneAnswer(answers)).toMatchObject({ remoteId: 'ORDER-1', licenses: 20, status: 'active' });
  expect(await rowsOf(world, partner)).toEqual({
    customers: 1,
    orders: 1,
    subscriptions: 1,
    terms: 1,
    lines: 1,
    users: 0,
    events: ['createCustomer', 'createFirstOrder'],
  });
});

test('200 identical simultaneous first orders are one in real time too, where the clock advances meanwhile', async () => {
  const partner = await world.partner({ sandbox: false });
  await done(partner, customerCall());

  const answers = await allAtOnce(
    world,
    partner,
    times(200, () => firstOrderCall()),
  );

  expect(theOneAnswer(answers)).toMatchObject({ remoteId: 'ORDER-1', status: 'active' });
  expect(await rowsOf(world, partner)).toMatchObject({ orders: 1, subscriptions: 1, terms: 1, lines: 1 });
});

test('200 identical simultaneous renewals, through all four entrances, add one term', async () => {
  const partner = await world.partner();
  await sell(partner);
  await partner.advanceTo('2028-01-20T00:00:00Z');

  const answers = await allAtOnce(
    world,
    partner,
    times(200, () => renewalCall({ licenses: 25 })),
  );

  expect(theOneAnswer(answers)).toMatchObject({ remoteId: 'RENEWAL-1', parent: 'ORDER-1', licenses: 25 });
  expect(await rowsOf(world, partner)).toEqual({
    customers: 1,
    orders: 2,
    subscriptions: 1,
    terms: 2,
    lines: 2,
    users: 0,
    events: ['createCustomer', 'createFirstOrder', 'renewalWindowOpened', 'createRenewalOrder'],
  });
});

test('200 identical simultaneous changes of seats, through all four entrances, raise the seats once', async () => {
  const partner = await world.partner();
  await sell(partner);

  const answers = await allAtOnce(
    world,
    partner,
    times(200, () => changeSeatsCall()),
  );

  expect(theOneAnswer(answers)).toMatchObject({ remoteId: 'CHANGE-1', parent: 'ORDER-1', licenses: 30 });
  expect(await rowsOf(world, partner)).toEqual({
    customers: 1,
    orders: 2,
    subscriptions: 1,
    terms: 1,
    lines: 2,
    users: 0,
    events: ['createCustomer', 'createFirstOrder', 'changeSeats'],
  });
  expect(
    await world.rows(`SELECT "quantity" FROM "OrderLine" WHERE "organisationId" = $1 ORDER BY "id"`, [
      partner.organisationId,
    ]),
  ).toEqual([{ quantity: 20 }, { quantity: 10 }]);
});

test('a caller that disconnected before the response and repeats the request gets the one order', async () => {
  const partner = await world.partner();
  await sell(partner);
  await partner.advanceTo('2028-01-20T00:00:00Z');
  const lock = await holdLock(world.databaseUrl, `SELECT FROM "Subscription" WHERE "organisationId" = $1 FOR UPDATE`, [
    partner.organisationId,
  ]);

  const hangUp = new AbortController();
  const hungUp = Promise.allSettled(times(5, () => send(partner.key, renewalCall(), hangUp.signal)));
  await lock.awaited(5);
  hangUp.abort();
  const unanswered = await hungUp;
  await lock.release();
  const answers = await allAtOnce(
    world,
    partner,
    times(20, () => renewalCall()),
  );

  expect(unanswered.map(({ status }) => status)).toEqual(times(5, () => 'rejected'));
  expect(theOneAnswer(answers)).toMatchObject({ remoteId: 'RENEWAL-1' });
  expect(await rowsOf(world, partner)).toMatchObject({ orders: 2, terms: 2, lines: 2 });
});

test('of 100 simultaneous renewals with different ids one is accepted and 99 are refused', async () => {
  const partner = await world.partner();
  await sell(partner);
  await partner.advanceTo('2028-01-20T00:00:00Z');

  const answers = await allAtOnce(
    world,
    partner,
    times(100, (index) => renewalCall({ id: `RENEWAL-${index}` })),
  );

  expect(tally(answers.map(({ code }) => code))).toEqual({ null: 1, NEXT_TERM_SOLD: 99 });
  expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  expect(await rowsOf(world, partner)).toMatchObject({
    orders: 2,
    terms: 2,
    lines: 2,
    events: ['createCustomer', 'createFirstOrder', 'renewalWindowOpened', 'createRenewalOrder'],
  });
});

test('of 100 simultaneous renewals of an ended order one starts a new run and 99 are refused', async () => {
  const partner = await world.partner();
  await sell(partner);
  await partner.advanceTo('2028-03-10T00:00:00Z');

  const answers = await allAtOnce(
    world,
    partner,
    times(100, (index) => renewalCall({ id: `RENEWAL-${index}` })),
  );

  expect(tally(answers.map(({ code }) => code))).toEqual({ null: 1, RENEWAL_TOO_EARLY: 99 });
  expect(await rowsOf(world, partner)).toMatchObject({ orders: 2, terms: 2, lines: 2 });
});

function send(key: string, call: Call, signal: AbortSignal): Promise<Response> {
  const headers = { 'x-api-key': key, 'content-type': 'application/json' };
  return fetch(`${world.url}/envelope`, { method: 'POST', headers, body: JSON.stringify(call), signal });
}
