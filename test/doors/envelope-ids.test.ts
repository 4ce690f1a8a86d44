import { expect, test } from 'vitest';
import { createWorld } from '../support/world.ts';

const world = await createWorld();
const customer = { name: 'ABC Company', admin: { email: 'isa@example.com' } };
const order = { product: 'oo-lite', licenses: 20, duration: 'monthly' };

test('an id sent as a number equals its digits', async () => {
  const partner = await world.partner();
  const created = await partner.envelope('createCustomer', { ...customer, id: 42 });
  const placed = await partner.envelope('createFirstOrder', { ...order, customer: '42', id: 7 });

  const retried = await world.withoutWriting(async () => [
    await partner.envelope('createCustomer', { ...customer, id: '42' }),
    await partner.envelope('createFirstOrder', { ...order, customer: 42, id: '7' }),
    await partner.envelope('getOrder', { id: 7 }),
    await partner.envelope('getOrder', { id: '7' }),
  ]);

  expect([created.status, created.body.remoteId]).toEqual([200, '42']);
  expect([placed.status, placed.body.remoteId, placed.body.customer]).toEqual([200, '7', '42']);
  expect(retried).toEqual([created, placed, placed, placed]);
});

test('digits that are not the canonical form of a number are a different id', async () => {
  const partner = await world.partner();
  const ids = [7, '007', '7.0', '7 ', '+7', '7e0'];

  const created = [];
  for (const id of ids) created.push((await partner.envelope('createCustomer', { ...customer, id })).body);

  expect(created.map(({ remoteId }) => remoteId)).toEqual(['7', '007', '7.0', '7 ', '+7', '7e0']);
  expect(new Set(created.map(({ id }) => id)).size).toBe(6);
});

test.for([
  ['0', '0'],
  ['-0', '0'],
  ['-5', '-5'],
  ['1e3', '1000'],
  ['12.0', '12'],
  ['9007199254740991', '9007199254740991'],
])('the number %s is the id "%s"', async ([number, id]) => {
  const partner = await world.partner();
  const { name, admin } = customer;
  const params = `{"id":${number},"name":"${name}","admin":${JSON.stringify(admin)}}`;

  const response = await fetch(`${world.url}/envelope`, {
    method: 'POST',
    headers: { 'x-api-key': partner.key },
    body: `{"method":"createCustomer","params":${params}}`,
  });

  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ remoteId: id });
});

test.for([
  ['255 letters', 'x'.repeat(255)],
  ['255 letters of two bytes each', 'é'.repeat(255)],
  ['a letter between blanks that count', ' a\u00a0'],
  ['what means something to a database', `'; DROP TABLE "Order"; -- %_\\`],
  ['what means something to a page', '<script>alert("1")</script>&amp;'],
  ['line breaks and control characters', 'A\r\n\tB\u0001'],
  ['words of JavaScript', '__proto__'],
  ['many scripts', 'طلب-注文-🛒-\u202e1'],
])('an id of %s is stored unchanged', async ([, id]) => {
  const partner = await world.partner();

  const created = await partner.envelope('createCustomer', { ...customer, id });
  const placed = await partner.envelope('createFirstOrder', { ...order, customer: id, id });
  const found = await partner.envelope('getOrder', { id });

  expect([created.status, created.body.remoteId]).toEqual([200, id]);
  expect([placed.status, placed.body.remoteId, placed.body.customer]).toEqual([200, id, id]);
  expect(found).toEqual(placed);
  expect((await partner.graphql('query ($id: String!) { order(remoteId: $id) { remoteId } }', { id })).order).toEqual({
    remoteId: id,
  });
});

test('ids that differ in case, accents or spaces are different', async () => {
  const partner = await world.partner();
  const ids = ['abc', 'ABC', 'abc ', 'äbc', 'a\u0308bc'];

  const created = [];
  for (const id of ids) created.push((await partner.envelope('createCustomer', { ...customer, id })).body);

  expect(created.map(({ remoteId }) => remoteId)).toEqual(ids);
  expect(new Set(created.map(({ id }) => id)).size).toBe(5);
});
