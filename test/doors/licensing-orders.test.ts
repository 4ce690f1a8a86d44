import { expect, test } from 'vitest';
import type { Partner } from '../support/partner.ts';
import { askLicensing } from '../support/rest.ts';
import { changeSeatsCall, customerCall, done, firstOrderCall, renewalCall } from '../support/sales.ts';
import { createWorld } from '../support/world.ts';

// What was ordered for a customer, and how far it has got.

const world = await createWorld();

interface ListedOrder {
  readonly _id: number;
  readonly status: number;
  readonly type: number;
  readonly quantity: number;
  readonly date: number;
  readonly activationbirthdate: number;
  readonly activationdeathdate: number;
  readonly archived: boolean;
  readonly archivationdate: number;
}

async function orders(partner: Partner, customer: unknown, query = ''): Promise<ListedOrder[]> {
  return (await askLicensing(world, partner, 'GET', `/customers/${customer}/orders${query}`)).body.orders;
}

const seconds = (instant: string) => Temporal.Instant.from(instant).epochMilliseconds / 1000;

test('first orders, renewals and additional seats are distinguished, each with its quantity and term', async () => {
  const partner = await world.partner();
  await partner.advanceTo('2028-01-31T10:00:00Z');
  const { id } = await done(partner, customerCall());
  await done(partner, firstOrderCall());
  await partner.advanceTo('2028-02-20T10:00:00Z');
  await done(partner, renewalCall({ licenses: 15 }));
  await done(partner, changeSeatsCall({ licenses: 30 }));

  const found = await orders(partner, id);

  const [first, second] = [seconds('2028-02-29T10:00:00Z'), seconds('2028-03-31T10:00:00Z')];
  expect(
    found.map(({ type, quantity, activationbirthdate, activationdeathdate, date }) => [
      type,
      quantity,
      activationbirthdate,
      activationdeathdate,
      date,
    ]),
  ).toEqual([
    [0, 20, seconds('2028-01-31T10:00:00Z'), first, seconds('2028-01-31T10:00:00Z')],
    [1, 15, first, second, seconds('2028-02-20T10:00:00Z')],
    [2, 10, seconds('2028-01-31T10:00:00Z'), first, seconds('2028-02-20T10:00:00Z')],
  ]);
});

test('a renewal with a voided term starts and ends at the time of voiding', async () => {
  const partner = await world.partner();
  await partner.advanceTo('2028-01-31T10:00:00Z');
  const { id } = await done(partner, customerCall());
  await done(partner, firstOrderCall());
  await partner.advanceTo('2028-02-20T10:00:00Z');
  await done(partner, renewalCall());
  await partner.envelope('cancelOrder', { id: 'ORDER-1' });

  const found = await orders(partner, id);

  const [opened, cancelled] = [seconds('2028-01-31T10:00:00Z'), seconds('2028-02-20T10:00:00Z')];
  expect(
    found.map(({ type, status, activationbirthdate, activationdeathdate }) => [
      type,
      status,
      activationbirthdate,
      activationdeathdate,
    ]),
  ).toEqual([
    [0, 2, opened, cancelled],
    [1, 2, cancelled, cancelled],
  ]);
});

/** A partner whose customer has four orders: one runs, one has expired, one is cancelled, one is about to be. */
async function sellerOfAll() {
  const partner = await world.partner();
  await partner.advanceTo('2028-01-01T10:00:00Z');
  const { id } = await done(partner, customerCall());
  const { id: expired } = await done(partner, firstOrderCall({ id: 'EXPIRED' }));
  const { id: running } = await done(partner, firstOrderCall({ id: 'RUNNING', duration: 'yearly' }));
  const { id: cancelled } = await done(partner, firstOrderCall({ id: 'CANCELLED' }));
  await partner.advanceTo('2028-01-01T12:00:00Z');
  const { id: ending } = await done(partner, firstOrderCall({ id: 'ENDING' }));
  await partner.envelope('cancelOrder', { id: 'CANCELLED' });
  await partner.envelope('cancelOrder', { id: 'ENDING', at: 'END_OF_TERM' });
  await partner.advanceTo('2028-02-01T10:00:00Z');
  return { partner, id, ids: { expired, running, cancelled, ending } };
}

test('an order is revoked in the second of its cancellation, and never because it expired', async () => {
  const { partner, id, ids } = await sellerOfAll();
  const statuses = async () => Object.fromEntries((await orders(partner, id)).map(({ _id, status }) => [_id, status]));

  const before = { [`${ids.expired}`]: 1, [`${ids.running}`]: 1, [`${ids.cancelled}`]: 2, [`${ids.ending}`]: 1 };
  expect(await statuses()).toEqual(before);
  await partner.advanceTo('2028-02-01T11:59:59Z');
  expect(await statuses()).toEqual(before);
  await partner.advanceTo('2028-02-01T12:00:00Z');
  expect(await statuses()).toEqual({ ...before, [`${ids.ending}`]: 2 });
});

test('orders are filtered by the returned status', async () => {
  const { partner, id } = await sellerOfAll();
  for (const time of ['2028-02-01T11:59:59Z', '2028-02-01T12:00:00Z']) {
    await partner.advanceTo(time);
    const all = await orders(partner, id);
    for (const statuses of [[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2], [2, 1], [1, 1]]) {
      const wanted = all.filter(({ status }) => statuses.includes(status));
      expect(await orders(partner, id, `?status=${statuses.join(',')}`)).toEqual(wanted);
    }
  }
  expect(await orders(partner, id, '?status=0')).toEqual([]);
});

test('orders are sorted by number or submission time, in both directions, in complete pages', async () => {
  const { partner, id, ids } = await sellerOfAll();
  const all = [ids.expired, ids.running, ids.cancelled, ids.ending];
  const found = async (query: string) => (await orders(partner, id, query)).map(({ _id }) => _id);

  for (const sortby of ['number', 'submitdate']) {
    expect(await found(`?sortby=${sortby}`)).toEqual(all);
    expect(await found(`?sortby=${sortby}&direction=desc`)).toEqual([...all].reverse());
    const pages = [0, 1, 2, 3, 4].map((offset) => found(`?sortby=${sortby}&offset=${offset}&limit=1`));
    expect((await Promise.all(pages)).flat()).toEqual(all);
  }
  expect(await found('?limit=2&offset=1')).toEqual(all.slice(1, 3));
});

test('sorted by submission time, orders ignore their numbers', async () => {
  const { partner, id, ids } = await sellerOfAll();
  await world.rows(`UPDATE "Order" SET "createdAt" = "createdAt" - interval '1 year' WHERE "id" = $1`, [ids.ending]);

  const sorted = await orders(partner, id, '?sortby=submitdate');
  expect(sorted.map(({ _id }) => _id)).toEqual([ids.ending, ids.expired, ids.running, ids.cancelled]);
});

test('an archived order has the time of archiving, and its subscription continues', async () => {
  const { partner, id, ids } = await sellerOfAll();
  await partner.mutate('archiveOrder', { remoteId: 'RUNNING' });

  const [, archived] = await orders(partner, id);

  expect(archived).toMatchObject({
    _id: ids.running,
    archived: true,
    archivationdate: seconds('2028-02-01T10:00:00Z'),
    status: 1,
  });
  expect(await partner.graphql('{ subscription(firstOrder: "RUNNING") { status } }')).toEqual({
    subscription: { status: 'ACTIVE' },
  });
});

test('a customer without orders has an empty list, and a missing customer has none', async () => {
  const partner = await world.partner();
  const { id } = await done(partner, customerCall());

  expect(await orders(partner, id)).toEqual([]);
  const missing = await askLicensing(world, partner, 'GET', '/customers/2147483647/orders');
  expect([missing.status, missing.body.code]).toEqual([404, 'CUSTOMER_NOT_FOUND']);
});
