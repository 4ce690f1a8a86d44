import { expect, test } from 'vitest';
import type { Partner } from '../support/partner.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();

// Every order below is opened on 1 January 2030, so that its term ends on 1 February and its window opens on 17 January.
const opening = '2030-01-01T00:00:00Z';
const windowOpens = '2030-01-17T00:00:00Z';

test('getOrder returns the term that an order bought or changed', async () => {
  const partner = await partnerWithOrder();
  await partner.advanceTo(windowOpens);
  await partner.envelope('createRenewalOrder', { parent: 'ORDER-1', id: 'ORDER-2', licenses: 30 });
  await partner.envelope('changeSeats', { parent: 'ORDER-1', id: 'ORDER-3', licenses: 25 });

  const orders = [];
  for (const id of ['ORDER-1', 'ORDER-2', 'ORDER-3']) orders.push((await partner.envelope('getOrder', { id })).body);

  const january = { startsAt: unix('2030-01-01T00:00:00Z'), endsAt: unix('2030-02-01T00:00:00Z'), licenses: 25 };
  const february = { startsAt: unix('2030-02-01T00:00:00Z'), endsAt: unix('2030-03-01T00:00:00Z'), licenses: 30 };
  const [createdAt, renewedAt] = [unix(opening), unix(windowOpens)];
  const [first, renewal, change] = await orderIds(partner);
  const common = {
    customer: 'ABC',
    partner: partner.organisationId,
    product: 'oo-lite',
    duration: 'monthly',
    status: 'active',
    isActive: true,
  };
  expect(orders).toEqual([
    { ...common, ...january, id: first, remoteId: 'ORDER-1', parent: null, createdAt },
    { ...common, ...february, id: renewal, remoteId: 'ORDER-2', parent: 'ORDER-1', createdAt: renewedAt },
    { ...common, ...january, id: change, remoteId: 'ORDER-3', parent: 'ORDER-1', createdAt: renewedAt },
  ]);
});

test('changeSeats returns the present number of licenses, and raises a later term with fewer', async () => {
  const partner = await partnerWithOrder();
  await partner.advanceTo(windowOpens);
  await partner.envelope('createRenewalOrder', { parent: 'ORDER-1', id: 'ORDER-2', licenses: 22 });

  const change = await partner.envelope('changeSeats', { parent: 'ORDER-1', id: 'ORDER-3', licenses: 25 });

  expect(change.status).toBe(200);
  expect(change.body).toMatchObject({ remoteId: 'ORDER-3', parent: 'ORDER-1', licenses: 25, status: 'active' });
  expect(change.body).toMatchObject({ startsAt: unix(opening), endsAt: unix('2030-02-01T00:00:00Z') });
  expect((await partner.envelope('getOrder', { id: 'ORDER-1' })).body.licenses).toBe(25);
  expect((await partner.envelope('getOrder', { id: 'ORDER-2' })).body.licenses).toBe(25);
});

test('createRenewalOrder keeps the licenses, or sets the requested number, which may be lower', async () => {
  const partner = await partnerWithOrder();
  await partner.advanceTo(windowOpens);
  const same = await partner.envelope('createRenewalOrder', { parent: 'ORDER-1', id: 'ORDER-2' });
  await partner.advanceTo('2030-02-20T00:00:00Z');
  const fewer = await partner.envelope('createRenewalOrder', { parent: 'ORDER-1', id: 'ORDER-3', licenses: 3 });

  expect([same.body.licenses, fewer.body.licenses]).toEqual([20, 3]);
  expect(fewer.body).toMatchObject({ startsAt: unix('2030-03-01T00:00:00Z'), endsAt: unix('2030-04-01T00:00:00Z') });
});

test('a renewal after the end starts now', async () => {
  const partner = await partnerWithOrder();
  await partner.advanceTo('2030-02-10T12:00:00Z');
  expect((await partner.envelope('getOrder', { id: 'ORDER-1' })).body).toMatchObject({
    status: 'expired',
    isActive: false,
  });

  const renewal = await partner.envelope('createRenewalOrder', { parent: 'ORDER-1', id: 'ORDER-2' });

  expect(renewal.body).toMatchObject({
    status: 'active',
    startsAt: unix('2030-02-10T12:00:00Z'),
    endsAt: unix('2030-03-10T12:00:00Z'),
    createdAt: unix('2030-02-10T12:00:00Z'),
  });
});

test('suspendOrder and resumeOrder return the first order, and a repetition changes nothing', async () => {
  const partner = await partnerWithOrder();
  const { body: order } = await partner.envelope('getOrder', { id: 'ORDER-1' });

  const suspended = await partner.envelope('suspendOrder', { id: 'ORDER-1', reason: 'unpaid' });
  const again = await world.withoutWriting(() => partner.envelope('suspendOrder', { id: 'ORDER-1', reason: 'unpaid' }));
  const holds = await world.rows(`SELECT "reason" FROM "Hold" WHERE "organisationId" = $1`, [partner.organisationId]);
  const resumed = await partner.envelope('resumeOrder', { id: 'ORDER-1' });
  const resumedAgain = await world.withoutWriting(() => partner.envelope('resumeOrder', { id: 'ORDER-1' }));

  expect(suspended.body).toEqual({ ...order, status: 'suspended', isActive: false });
  expect(again).toEqual(suspended);
  expect(holds).toEqual([{ reason: 'unpaid' }]);
  expect(resumed.body).toEqual(order);
  expect(resumedAgain).toEqual(resumed);
});

test('suspendOrder with another reason changes the reason of the hold and returns the same', async () => {
  const partner = await partnerWithOrder();
  const suspended = await partner.envelope('suspendOrder', { id: 'ORDER-1', reason: 'unpaid' });
  await partner.advanceTo('2030-01-02T00:00:00Z');

  const again = await partner.envelope('suspendOrder', { id: 'ORDER-1', reason: 'other' });

  expect(again).toEqual(suspended);
  const holds = `SELECT "reason", "placedAt" FROM "Hold" WHERE "organisationId" = $1`;
  expect(await world.rows(holds, [partner.organisationId])).toEqual([{ reason: 'other', placedAt: new Date(opening) }]);
  expect(await partner.story()).toEqual([
    '2030-01-01T00:00:00Z createFirstOrder',
    '2030-01-01T00:00:00Z suspendOrder',
    '2030-01-02T00:00:00Z suspendOrder',
  ]);
});

test.for([{ id: 'ORDER-1' }, { id: 'ORDER-1', at: 'NOW' }])('cancelOrder with %o ends the term now', async (params) => {
  const partner = await partnerWithOrder();
  await partner.advanceTo(windowOpens);
  await partner.envelope('createRenewalOrder', { parent: 'ORDER-1', id: 'ORDER-2' });
  const { body: order } = await partner.envelope('getOrder', { id: 'ORDER-1' });

  const cancelled = await partner.envelope('cancelOrder', params);
  const again = await world.withoutWriting(() => partner.envelope('cancelOrder', params));

  expect(cancelled.body).toEqual({ ...order, status: 'cancelled', isActive: false, endsAt: unix(windowOpens) });
  expect(again).toEqual(cancelled);
  expect(cancelled.body).not.toHaveProperty('voidedAt');
});

test('a renewal with a voided term has the time of voiding and keeps the dates that were sold', async () => {
  const partner = await partnerWithOrder();
  await partner.advanceTo(windowOpens);
  const { body: renewal } = await partner.envelope('createRenewalOrder', { parent: 'ORDER-1', id: 'ORDER-2' });
  await partner.advanceTo('2030-01-20T08:00:00Z');
  await partner.envelope('cancelOrder', { id: 'ORDER-1' });

  const found = await partner.envelope('getOrder', { id: 'ORDER-2' });
  const retried = await partner.envelope('createRenewalOrder', { parent: 'ORDER-1', id: 'ORDER-2' });

  const voided = { status: 'cancelled', isActive: false, voidedAt: unix('2030-01-20T08:00:00Z') };
  const sold = { startsAt: unix('2030-02-01T00:00:00Z'), endsAt: unix('2030-03-01T00:00:00Z') };
  expect(renewal).toMatchObject(sold);
  expect(renewal).not.toHaveProperty('voidedAt');
  expect(found.body).toEqual({ ...renewal, ...voided });
  expect(retried).toEqual(found);
  const read = '{ order(remoteId: "ORDER-2") { terms { nodes { startsAt endsAt voidedAt } } } }';
  expect((await partner.graphql(read)).order.terms.nodes).toEqual([
    { startsAt: '2030-02-01T00:00:00Z', endsAt: '2030-03-01T00:00:00Z', voidedAt: '2030-01-20T08:00:00Z' },
  ]);
});

test('cancelOrder at the end of the term changes nothing until then, and keepOrder withdraws it', async () => {
  const partner = await partnerWithOrder();
  const { body: order } = await partner.envelope('getOrder', { id: 'ORDER-1' });

  const scheduled = await partner.envelope('cancelOrder', { id: 'ORDER-1', at: 'END_OF_TERM' });
  const cancelsAt = await scheduledCancellation(partner);
  const kept = await partner.envelope('keepOrder', { id: 'ORDER-1' });
  const keptAgain = await world.withoutWriting(() => partner.envelope('keepOrder', { id: 'ORDER-1' }));

  expect([scheduled.body, kept.body]).toEqual([order, order]);
  expect(cancelsAt).toBe('2030-02-01T00:00:00.000Z');
  expect(await scheduledCancellation(partner)).toBe(null);
  expect(keptAgain).toEqual(kept);
});

test('an order that was cancelled at the end of its term is cancelled then, not expired', async () => {
  const partner = await partnerWithOrder();
  await partner.envelope('cancelOrder', { id: 'ORDER-1', at: 'END_OF_TERM' });

  await partner.advanceTo('2030-01-31T23:59:59Z');
  const before = await partner.envelope('getOrder', { id: 'ORDER-1' });
  await partner.advanceTo('2030-02-01T00:00:00Z');
  const after = await partner.envelope('getOrder', { id: 'ORDER-1' });

  expect([before.body.status, after.body.status]).toEqual(['active', 'cancelled']);
});

test('getCustomer and updateCustomer return the same seven members as createCustomer', async () => {
  const partner = await world.partner();
  const admin = { email: 'isa@example.com', phone: '111', displayName: 'Isa' };
  const { body: created } = await partner.envelope('createCustomer', { id: 'ABC', name: 'ABC Company', admin });

  const changes = { name: 'ABC Ltd', admin: { email: 'eve@example.com', phone: null }, isActive: false };
  const { body: updated } = await partner.envelope('updateCustomer', { id: 'ABC', ...changes });
  const { body: found } = await partner.envelope('getCustomer', { id: 'ABC' });

  const present = { ...created, name: 'ABC Ltd', admin: { email: 'eve@example.com' }, isActive: false };
  expect(JSON.stringify(updated)).toBe(JSON.stringify(present));
  expect(JSON.stringify(found)).toBe(JSON.stringify(present));
  const columns = '"adminPhone", "adminDisplayName"';
  const stored = await world.rows(`SELECT ${columns} FROM "Customer" WHERE "id" = $1`, [created.id]);
  expect(stored).toEqual([{ adminPhone: null, adminDisplayName: 'Isa' }]);
});

test('advanceTestClock returns the time in Unix seconds and the number of due transitions', async () => {
  const partner = await partnerWithOrder();
  const end = unix('2030-02-01T00:00:00Z');

  const moved = await partner.envelope('advanceTestClock', { to: end });
  const again = await world.withoutWriting(() => partner.envelope('advanceTestClock', { to: end }));

  expect(moved).toEqual({ status: 200, code: null, body: { now: end, announced: 2 } });
  expect(again.body).toEqual({ now: end, announced: 0 });
  expect(await partner.story()).toEqual([
    '2030-01-01T00:00:00Z createFirstOrder',
    '2030-01-17T00:00:00Z renewalWindowOpened',
    '2030-02-01T00:00:00Z subscriptionExpired',
  ]);
});

test('objects of another partner do not exist for the caller', async () => {
  await partnerWithOrder();
  const stranger = await world.partner();

  const answers = await world.withoutWriting(async () => [
    await stranger.envelope('getOrder', { id: 'ORDER-1' }),
    await stranger.envelope('cancelOrder', { id: 'ORDER-1' }),
    await stranger.envelope('getCustomer', { id: 'ABC' }),
  ]);

  expect(answers).toEqual([
    {
      status: 400,
      code: 'ORDER_NOT_FOUND',
      body: 'No order with the id "ORDER-1" exists. Check the id and the organisation.',
    },
    {
      status: 400,
      code: 'ORDER_NOT_FOUND',
      body: 'No order with the id "ORDER-1" exists. Check the id and the organisation.',
    },
    {
      status: 400,
      code: 'CUSTOMER_NOT_FOUND',
      body: 'No customer with the id "ABC" exists. Check the id, or create the customer first.',
    },
  ]);
});

async function partnerWithOrder(): Promise<Partner> {
  const partner = await world.partner();
  await partner.advanceTo(opening);
  await partner.envelope('createCustomer', { id: 'ABC', name: 'ABC Company', admin: { email: 'isa@example.com' } });
  const order = { customer: 'ABC', id: 'ORDER-1', product: 'oo-lite', licenses: 20, duration: 'monthly' };
  await partner.envelope('createFirstOrder', order);
  return partner;
}

/** Our own ids of a partner's orders, oldest first. */
async function orderIds(partner: Partner): Promise<number[]> {
  const rows = await world.rows<{ id: number }>(`SELECT "id" FROM "Order" WHERE "organisationId" = $1 ORDER BY "id"`, [
    partner.organisationId,
  ]);
  return rows.map(({ id }) => id);
}

async function scheduledCancellation(partner: Partner): Promise<string | null> {
  const [row] = await world.rows<{ cancelsAt: Date | null }>(
    `SELECT "cancelsAt" FROM "Subscription" WHERE "organisationId" = $1`,
    [partner.organisationId],
  );
  return row?.cancelsAt?.toISOString() ?? null;
}

function unix(instant: string): number {
  return Temporal.Instant.from(instant).epochMilliseconds / 1000;
}
