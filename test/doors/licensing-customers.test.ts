import { expect, test } from 'vitest';
import { sendKeyed } from '../support/keyed.ts';
import type { Partner } from '../support/partner.ts';
import { askLicensing } from '../support/rest.ts';
import { customerCall, done, firstOrderCall } from '../support/sales.ts';
import { createWorld } from '../support/world.ts';

// The same customers as in every other door.

const world = await createWorld();
const email = 'isa@example.com';

async function created(partner: Partner, body: object) {
  return (await askLicensing(world, partner, 'POST', '/customers', { body: { customerEmail: email, ...body } })).body
    .customer;
}

async function change(partner: Partner, id: number, body: object) {
  return askLicensing(world, partner, 'PUT', `/customers/${id}`, { body });
}

/** The verbs of what happened to the partner's customers and orders, oldest first. */
async function verbsOf({ organisationId }: Partner): Promise<string[]> {
  const rows = await world.rows<{ verb: string }>(
    `SELECT "verb" FROM "Event" WHERE "organisationId" = $1 AND "subjectType" IN ('CUSTOMER', 'ORDER') ORDER BY "id"`,
    [organisationId],
  );
  return rows.map(({ verb }) => verb);
}

test('a customer created through the envelope is listed', async () => {
  const partner = await world.partner();
  const admin = { email: 'test3@example.com', phone: '111111111', displayName: 'Isa Aswath' };
  const { id } = await done(partner, customerCall({ admin }));

  const { body } = await askLicensing(world, partner, 'GET', '/customers');

  expect(body.customers).toEqual([
    {
      _id: id,
      description: '',
      email: 'test3@example.com',
      name: 'ABC Company',
      lastname: '',
      companyname: '',
      phone: '111111111',
      status: 1,
      archived: false,
      archivationdate: 0,
      crmid: '',
      refid: '',
    },
  ]);
});

test('a customer created here gets orders at every other door, by # and its id', async () => {
  const partner = await world.partner();
  const { _id } = await created(partner, { customerName: 'Peter', customerLastName: 'Petrov', crmId: 'C-17' });
  const remoteId = `#${_id}`;

  expect(await partner.envelope('getCustomer', { id: remoteId })).toMatchObject({
    status: 200,
    body: { id: _id, remoteId, name: 'Peter', isActive: true, admin: { email } },
  });
  await done(partner, firstOrderCall({ customer: remoteId }));
  const selection = '{ remoteId name lastName kind crmId orders { nodes { remoteId } } }';
  expect(await partner.graphql(`{ customer(remoteId: "${remoteId}") ${selection} }`)).toEqual({
    customer: {
      remoteId,
      name: 'Peter',
      lastName: 'Petrov',
      kind: 'PERSON',
      crmId: 'C-17',
      orders: { nodes: [{ remoteId: 'ORDER-1' }] },
    },
  });
});

test('if a customer already has that remote id, the new customer gets another', async () => {
  const partner = await world.partner();
  const first = await created(partner, { customerName: 'One' });
  await done(partner, customerCall({ id: `#${first._id + 2}` }));
  const second = await created(partner, { customerName: 'Two' });

  const [row] = await world.rows<{ remoteId: string }>('SELECT "remoteId" FROM "Customer" WHERE "id" = $1', [
    second._id,
  ]);
  expect(second._id).toBe(first._id + 2);
  expect(row?.remoteId).toMatch(/^[0-9a-f-]{36}$/);
});

test('absent members stay, and empty text removes a value', async () => {
  const partner = await world.partner();
  const all = {
    customerName: 'Peter',
    customerLastName: 'Petrov',
    customerCompanyName: 'Widgets Ltd',
    customerPhone: '8',
    customerDescription: 'Met at the fair',
    crmId: 'C-17',
    refId: 'R-17',
    customerStatus: 1,
    archived: false,
  };
  const customer = await created(partner, all);
  const members = {
    customerName: ['name', 'Pavel'],
    customerLastName: ['lastname', 'Pavlov'],
    customerCompanyName: ['companyname', 'Gadgets Ltd'],
    customerPhone: ['phone', '9'],
    customerDescription: ['description', 'Met again'],
    customerEmail: ['email', 'pavel@example.com'],
    crmId: ['crmid', 'C-18'],
    refId: ['refid', 'R-18'],
    customerStatus: ['status', 0],
  } as const;

  let expected = customer;
  for (const [member, [answered, value]] of Object.entries(members)) {
    expected = { ...expected, [answered]: value };
    expect((await change(partner, customer._id, { [member]: value })).body.customer).toEqual(expected);
  }
  for (const member of ['customerLastName', 'customerPhone', 'customerDescription', 'crmId', 'refId'] as const) {
    expected = { ...expected, [members[member][0]]: '' };
    expect((await change(partner, customer._id, { [member]: '' })).body.customer).toEqual(expected);
  }
  expect((await change(partner, customer._id, { customerName: '' })).body.customer).toEqual({ ...expected, name: '' });
});

test('a request without changes writes nothing', async () => {
  const partner = await world.partner();
  const { _id } = await created(partner, { customerName: 'Peter', archived: true });

  await world.withoutWriting(async () => {
    for (const body of [{}, { customerName: 'Peter' }, { archived: true, customerStatus: 1 }, { customerName: null }]) {
      expect((await change(partner, _id, body)).status).toBe(200);
    }
  });
});

test('archiving stores the time, changes nothing else, and can be reversed', async () => {
  const partner = await world.partner();
  await partner.advanceTo('2028-01-01T10:00:00Z');
  const { id: _id } = await done(partner, customerCall());
  await done(partner, firstOrderCall());

  const { customer } = (await change(partner, Number(_id), { archived: true })).body;
  await partner.advanceTo('2028-01-02T10:00:00Z');
  const again = (await change(partner, Number(_id), { archived: true, customerDescription: 'Gone quiet' })).body
    .customer;
  await done(partner, firstOrderCall({ id: 'ORDER-2' }));
  const restored = (await change(partner, Number(_id), { archived: false })).body.customer;

  const archivationdate = Date.UTC(2028, 0, 1, 10) / 1000;
  expect(customer).toMatchObject({ archived: true, archivationdate, status: 1 });
  expect(again).toEqual({ ...customer, description: 'Gone quiet' });
  expect(restored).toEqual({ ...again, archived: false, archivationdate: 0 });
  expect(await verbsOf(partner)).toEqual(['createCustomer', 'archiveCustomer', 'updateCustomer', 'restoreCustomer']);
});

test('an archived customer is archived in GraphQL too, and the reverse', async () => {
  const partner = await world.partner();
  const { id: _id } = await done(partner, customerCall());
  const archivedAt = async () =>
    (await partner.graphql('{ customer(remoteId: "ABC") { archivedAt } }')).customer.archivedAt;

  await partner.mutate('archiveCustomer', { remoteId: 'ABC' });
  const { body } = await askLicensing(world, partner, 'GET', `/customers/${_id}`);
  expect(body.customer.archivationdate).toBe(Temporal.Instant.from(await archivedAt()).epochMilliseconds / 1000);
  await change(partner, Number(_id), { archived: false });
  expect(await archivedAt()).toBe(null);
});

test('a customer made inactive at any door gets no new orders', async () => {
  const partner = await world.partner();
  const { _id } = await created(partner, { customerName: 'Peter', customerStatus: 0 });
  const order = { ...firstOrderCall({ customer: `#${_id}` }).params };

  expect((await partner.envelope('createFirstOrder', order)).code).toBe('CUSTOMER_INACTIVE');
  await change(partner, _id, { customerStatus: 1 });
  expect((await partner.envelope('createFirstOrder', order)).status).toBe(200);
});

test('a customer with orders or users is not removed, and the message proposes archiving', async () => {
  const partner = await world.partner();
  const { id: ordered } = await done(partner, customerCall());
  await done(partner, firstOrderCall());
  const { id: used } = await done(partner, customerCall({ id: 'XYZ' }));
  await partner.mutate('createUser', { email, customer: 'XYZ' });

  for (const [id, counts] of [
    [ordered, '1 order and 0 users'],
    [used, '0 orders and 1 user'],
  ]) {
    const refused = await world.withoutWriting(() => askLicensing(world, partner, 'DELETE', `/customers/${id}`));
    expect([refused.status, refused.body.code, refused.body.detail]).toEqual([
      409,
      'CUSTOMER_IN_USE',
      `Customers with orders or users can't be removed. This customer has ${counts}. Archive it instead.`,
    ]);
  }
});

test('a removed customer leaves an event without personal data, and its number is not reused', async () => {
  const partner = await world.partner();
  const { _id } = await created(partner, { customerName: 'Peter', customerCompanyName: 'Widgets Ltd' });
  await askLicensing(world, partner, 'DELETE', `/customers/${_id}`);
  const next = await created(partner, { customerName: 'Pavel' });

  const events = await world.rows(
    `SELECT "verb", "before", "after" FROM "Event" WHERE "subjectType" = 'CUSTOMER' AND "subjectId" = $1 ORDER BY "id"`,
    [_id],
  );
  expect(events).toEqual([
    { verb: 'createCustomer', before: null, after: { remoteId: `#${_id}`, isActive: true } },
    { verb: 'removeCustomer', before: { remoteId: `#${_id}`, isActive: true }, after: null },
  ]);
  expect(next._id).toBeGreaterThan(_id);
});

test('an order placed while its customer is removed either finds it or not', async () => {
  const partner = await world.partner();
  for (let round = 0; round < 10; round++) {
    const { _id } = await created(partner, { customerName: 'Peter' });
    const order = firstOrderCall({ customer: `#${_id}`, id: `ORDER-${round}` }).params;

    const [removed, placed] = await Promise.all([
      askLicensing(world, partner, 'DELETE', `/customers/${_id}`),
      partner.envelope('createFirstOrder', { ...order }),
    ]);

    expect([
      [200, 'CUSTOMER_NOT_FOUND'],
      [409, null],
    ]).toContainEqual([removed.status, placed.code]);
  }
});

test('a POST with a key is executed once', async () => {
  const partner = await world.partner();
  const body = { customerName: 'Peter', customerEmail: email };

  const first = await sendKeyed(world, partner, '/v1.0/customers', ['a-key-of-mine'], body);
  const second = await world.withoutWriting(() =>
    sendKeyed(world, partner, '/v1.0/customers', ['a-key-of-mine'], body),
  );

  expect([first.status, first.replayed]).toEqual([200, null]);
  expect(second).toEqual({ ...first, replayed: 'true' });
  expect((await askLicensing(world, partner, 'GET', '/customers')).body.customers).toHaveLength(1);
});
