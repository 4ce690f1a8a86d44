import { expect, test } from 'vitest';
import type { Call } from '../support/entrances.ts';
import type { Partner } from '../support/partner.ts';
import { changeSeatsCall, customerCall, done, firstOrderCall, renewalCall, sell } from '../support/sales.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();

const repeat = (partner: Partner, { method, params }: Call) =>
  world.withoutWriting(() => partner.envelope(method, params));

const instant = (text: string) => Temporal.Instant.from(text).epochMilliseconds / 1000;

/** What can become of ORDER-1, opened on 1 January 2028 with 20 seats, and how it is answered then. */
const lives: [string, (partner: Partner) => Promise<unknown>, Record<string, unknown>][] = [
  ['active', async () => undefined, { status: 'active', isActive: true }],
  [
    'suspended',
    (partner) => partner.envelope('suspendOrder', { id: 'ORDER-1' }),
    { status: 'suspended', isActive: false },
  ],
  ['expired', (partner) => partner.advanceTo('2028-03-01T00:00:00Z'), { status: 'expired', isActive: false }],
  [
    'cancelled',
    async (partner) => {
      await partner.advanceTo('2028-01-10T00:00:00Z');
      await partner.envelope('cancelOrder', { id: 'ORDER-1' });
    },
    { status: 'cancelled', isActive: false, endsAt: instant('2028-01-10T00:00:00Z') },
  ],
  [
    'due to be cancelled',
    (partner) => partner.envelope('cancelOrder', { id: 'ORDER-1', at: 'END_OF_TERM' }),
    { status: 'active', isActive: true },
  ],
  [
    'renewed',
    async (partner) => {
      await partner.advanceTo('2028-01-20T00:00:00Z');
      await done(partner, renewalCall({ licenses: 99 }));
      await partner.advanceTo('2028-02-20T00:00:00Z');
    },
    { status: 'active', licenses: 20, endsAt: instant('2028-02-01T00:00:00Z') },
  ],
  ['given more seats', (partner) => done(partner, changeSeatsCall({ licenses: 30 })), { licenses: 30 }],
  [
    'that of an inactive customer',
    (partner) => partner.envelope('updateCustomer', { id: 'ABC', isActive: false }),
    { status: 'active', isActive: true },
  ],
];

test.each(lives)(
  'a first order that is %s by now is recognised and returned in its present state',
  async (_, live, now) => {
    const partner = await world.partner();
    await sell(partner);
    const original = await partner.envelope('getOrder', { id: 'ORDER-1' });
    await live(partner);

    const retry = await repeat(partner, firstOrderCall());

    expect(retry).toEqual({ status: 200, code: null, body: { ...original.body, ...now } });
  },
);

test.each(lives.filter(([name]) => name !== 'renewed'))(
  'a change of seats of an order that is %s by now is recognised and returned in its present state',
  async (_, live, now) => {
    const partner = await world.partner();
    await sell(partner);
    const change = await done(partner, changeSeatsCall({ id: 'CHANGE-0', licenses: 25 }));
    await live(partner);

    const retry = await repeat(partner, changeSeatsCall({ id: 'CHANGE-0', licenses: 25 }));

    expect(retry).toEqual({ status: 200, code: null, body: { ...change, ...now } });
  },
);

/** What can become of a renewal until March 2028 that was placed on 20 January, and how it is answered then. */
const livesOfRenewals: [string, (partner: Partner) => Promise<unknown>, Record<string, unknown>][] = [
  ['not begun', async () => undefined, { status: 'active' }],
  ['running', (partner) => partner.advanceTo('2028-02-10T00:00:00Z'), { status: 'active' }],
  ['expired', (partner) => partner.advanceTo('2028-03-01T00:00:00Z'), { status: 'expired', isActive: false }],
  [
    'suspended',
    (partner) => partner.envelope('suspendOrder', { id: 'ORDER-1' }),
    { status: 'suspended', isActive: false },
  ],
  [
    'cancelled before it began',
    (partner) => partner.envelope('cancelOrder', { id: 'ORDER-1' }),
    { status: 'cancelled', isActive: false, voidedAt: Date.parse('2028-01-20T00:00:00Z') / 1000 },
  ],
  [
    'renewed again',
    async (partner) => {
      await partner.advanceTo('2028-02-20T00:00:00Z');
      await done(partner, renewalCall({ id: 'RENEWAL-2' }));
    },
    { status: 'active' },
  ],
];

test.each(livesOfRenewals)(
  'a renewal that is %s by now is recognised and returned in its present state',
  async (_, live, now) => {
    const partner = await world.partner();
    await sell(partner);
    await partner.advanceTo('2028-01-20T00:00:00Z');
    const renewal = await done(partner, renewalCall());
    await live(partner);

    const retry = await repeat(partner, renewalCall());

    expect(retry).toEqual({ status: 200, code: null, body: { ...renewal, ...now } });
  },
);

test('a retry leaves due transitions to be announced by others', async () => {
  const partner = await world.partner({ sandbox: false });
  world.setRealTime(Temporal.Instant.from('2028-01-01T00:00:00Z'));
  await done(partner, customerCall());
  await done(partner, firstOrderCall());
  const change = await done(partner, changeSeatsCall());
  world.setRealTime(Temporal.Instant.from('2028-05-01T00:00:00Z'));

  const first = await repeat(partner, firstOrderCall());
  const second = await repeat(partner, changeSeatsCall());
  world.useDatabaseTime();

  expect(first.body.status).toBe('expired');
  expect(second.body).toEqual({ ...change, status: 'expired', isActive: false });
});

test('a customer is recognised after it was changed, and returned in its present state', async () => {
  const partner = await world.partner();
  const created = await done(partner, customerCall());
  await partner.envelope('updateCustomer', {
    ...{ id: 'ABC', name: 'ABD Company', isActive: false, admin: { email: 'ali@example.com', phone: '+973 1' } },
  });

  const retry = await repeat(partner, customerCall());
  const sameAsNow = await repeat(partner, customerCall({ name: 'ABD Company' }));

  const now = { name: 'ABD Company', isActive: false, admin: { email: 'ali@example.com' } };
  expect(retry).toEqual({ status: 200, code: null, body: { ...created, ...now } });
  expect(sameAsNow.code).toBe('REMOTE_ID_CONFLICT');
});

test('a retry uses no id of the database', async () => {
  const partner = await world.partner();
  const { id } = await done(partner, customerCall({ id: 'C-1' }));
  for (let attempt = 1; attempt <= 5; attempt++) await repeat(partner, customerCall({ id: 'C-1' }));

  const next = await done(partner, customerCall({ id: 'C-2' }));

  expect(next['id']).toBe(Number(id) + 1);
});

test('an order for a product that is no longer offered is recognised', async () => {
  const partner = await world.partner();
  await partner.advanceTo('2028-01-01T00:00:00Z');
  await done(partner, customerCall());
  const order = await done(partner, firstOrderCall({ product: 'erp-lim' }));
  await world.rows(`UPDATE "Product" SET "isActive" = false WHERE "code" = 'erp-lim'`);

  const retry = await repeat(partner, firstOrderCall({ product: 'erp-lim' }));
  const another = await repeat(partner, firstOrderCall({ product: 'erp-lim', id: 'ORDER-2' }));

  expect(retry).toEqual({ status: 200, code: null, body: order });
  expect(another.code).toBe('UNKNOWN_PRODUCT');
});

test('a retry by the organisation above is recognised', async () => {
  const distributor = await world.partner();
  const reseller = await world.partner({ parent: distributor });
  await sell(reseller);

  const retry = await world.withoutWriting(() =>
    distributor.mutate(
      'createFirstOrder',
      {
        organisation: reseller.globalId,
        remoteId: 'ORDER-1',
        customer: 'ABC',
        product: 'oo-lite',
        seats: 20,
        duration: 'MONTHLY',
      },
      '... on CreateFirstOrderSuccess { order { remoteId organisation { id } } }',
    ),
  );

  expect(retry.order).toEqual({ remoteId: 'ORDER-1', organisation: { id: reseller.globalId } });
});

test('an id is the same as a number and as text, and null is the same as an absent member', async () => {
  const partner = await world.partner();
  await partner.advanceTo('2028-01-01T00:00:00Z');
  await done(partner, customerCall({ id: 7 }));
  const order = await done(partner, firstOrderCall({ customer: '7', id: 8 }));

  const customerRetry = await repeat(
    partner,
    customerCall({ id: '7', admin: { email: 'isa@example.com', phone: null } }),
  );
  const orderRetry = await repeat(partner, firstOrderCall({ customer: 7, id: '8' }));

  expect(customerRetry).toMatchObject({ status: 200, body: { remoteId: '7' } });
  expect(orderRetry).toEqual({ status: 200, code: null, body: order });
});

test('given seats of a renewal differ from absent ones', async () => {
  const partner = await world.partner();
  await sell(partner);
  await done(partner, firstOrderCall({ id: 'ORDER-2' }));
  await partner.advanceTo('2028-01-20T00:00:00Z');
  const said = renewalCall({ licenses: 20 });
  const leftOut = renewalCall({ parent: 'ORDER-2', id: 'RENEWAL-2' });
  await done(partner, said);
  await done(partner, leftOut);

  const answers = [
    await repeat(partner, said),
    await repeat(partner, renewalCall()),
    await repeat(partner, leftOut),
    await repeat(partner, renewalCall({ parent: 'ORDER-2', id: 'RENEWAL-2', licenses: 20 })),
    await repeat(partner, renewalCall({ parent: 'ORDER-2', id: 'RENEWAL-2', licenses: null })),
  ];

  expect(answers.map(({ code }) => code)).toEqual([null, 'REMOTE_ID_CONFLICT', null, 'REMOTE_ID_CONFLICT', null]);
});

test('a repeated createUser with the same e-mail address is refused until the user is removed', async () => {
  const partner = await world.partner();
  const user: Call['params'] = { email: 'isa@example.com', displayName: 'Isa', password: 'a secret' };
  const created = await partner.envelope('createUser', user);

  const again = await world.withoutWriting(() => partner.envelope('createUser', user));
  await partner.envelope('removeUser', { email: 'isa@example.com' });
  const afterRemoval = await partner.envelope('createUser', user);

  expect([created.status, again.status, again.code]).toEqual([200, 400, 'EMAIL_TAKEN']);
  expect(again.body).toBe(
    'This e-mail address already belongs to another user. Use another address, or change that user.',
  );
  expect(afterRemoval.status).toBe(200);
  expect(afterRemoval.body.id).not.toBe(created.body.id);
});

test.each([
  ['suspendOrder', { id: 'ORDER-1' }],
  ['resumeOrder', { id: 'ORDER-1' }],
  ['cancelOrder', { id: 'ORDER-1', at: 'END_OF_TERM' }],
  ['keepOrder', { id: 'ORDER-1' }],
  ['cancelOrder', { id: 'ORDER-1' }],
])('%s %o again changes nothing and returns the same', async (method, params) => {
  const partner = await world.partner();
  await sell(partner);
  const once = await partner.envelope(method, params);

  const again = await world.withoutWriting(() => partner.envelope(method, params));

  expect(once.status).toBe(200);
  expect(again).toEqual(once);
});
