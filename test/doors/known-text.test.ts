import { expect, test } from 'vitest';
import { fingerprint } from '../../src/request-fingerprints/fingerprint.ts';
import type { Partner } from '../support/partner.ts';
import { askHub, askLicensing } from '../support/rest.ts';
import { customerCall, done, firstOrderCall, sell } from '../support/sales.ts';
import { createWorld } from '../support/world.ts';

// What was stored before there were rules for new text goes on as it did.

const world = await createWorld();

/** A partner whose customer and first order have ids that show nothing, as they could be given once. */
async function partnerOfBlanks(): Promise<Partner> {
  const partner = await world.partner({ renewalWindowDays: 40 });
  await sell(partner);
  const words = { name: 'ABC\tLtd', 'admin.email': 'isa@example.com.' };
  await world.rows(
    `UPDATE "Customer" SET "remoteId" = ' ', "name" = $2, "adminEmail" = $3, "supplied" = $4 WHERE "organisationId" = $1`,
    [partner.organisationId, words.name, words['admin.email'], fingerprint(world.fingerprintKey, words)],
  );
  const order = { customer: ' ', product: 'oo-lite', seats: 20, duration: 'MONTHLY' };
  await world.rows(`UPDATE "Order" SET "remoteId" = E'\\u200b', "supplied" = $2 WHERE "organisationId" = $1`, [
    partner.organisationId,
    fingerprint(world.fingerprintKey, order),
  ]);
  return partner;
}

const customer = customerCall({ id: ' ', name: 'ABC\tLtd', admin: { email: 'isa@example.com.' } }).params;
const order = firstOrderCall({ customer: ' ', id: '\u200b' }).params;

test('a retry is recognised with any id, name and e-mail address', async () => {
  const partner = await partnerOfBlanks();

  const [known, retried, placed, again] = await world.withoutWriting(async () => [
    await partner.envelope('getCustomer', { id: ' ' }),
    await partner.envelope('createCustomer', customer),
    await partner.envelope('getOrder', { id: '\u200b' }),
    await partner.envelope('createFirstOrder', order),
  ]);

  expect(known.body).toMatchObject({ name: 'ABC\tLtd', remoteId: ' ', admin: { email: 'isa@example.com.' } });
  expect(retried).toEqual(known);
  expect(placed.body).toMatchObject({ remoteId: '\u200b', customer: ' ', status: 'active' });
  expect(again).toEqual(placed);
});

test('GraphQL and its previews recognise a retry as well', async () => {
  const partner = await partnerOfBlanks();
  const { id: remoteId, name, admin } = customer;
  const input = { customer: ' ', remoteId: '\u200b', product: 'oo-lite', seats: 20, duration: 'MONTHLY' };

  const answers = await world.withoutWriting(async () => [
    await partner.mutate(
      'createCustomer',
      { remoteId, name, admin },
      '... on CreateCustomerSuccess { customer { name } }',
    ),
    await partner.mutate('createFirstOrder', input, '... on CreateFirstOrderSuccess { order { remoteId } }'),
    await partner.mutate('previewFirstOrder', input, '... on OrderPreview { isRetry }'),
  ]);

  expect(answers).toEqual([
    { __typename: 'CreateCustomerSuccess', customer: { name: 'ABC\tLtd' } },
    { __typename: 'CreateFirstOrderSuccess', order: { remoteId: '\u200b' } },
    { __typename: 'OrderPreview', isRetry: true },
  ]);
});

test('other values with an existing id are a conflict, and with a new id they are refused', async () => {
  const partner = await partnerOfBlanks();

  const answers = await world.withoutWriting(async () => [
    await partner.envelope('createCustomer', { ...customer, name: '\n' }),
    await partner.envelope('createFirstOrder', { ...order, licenses: 21 }),
    await partner.envelope('createCustomer', { ...customer, id: '  ' }),
    await partner.envelope('createFirstOrder', { ...order, id: '\u200b\u200b' }),
  ]);

  expect(answers.map(({ code }) => code)).toEqual([
    'REMOTE_ID_CONFLICT',
    'REMOTE_ID_CONFLICT',
    'INVALID_INPUT',
    'INVALID_INPUT',
  ]);
});

test('existing objects are sold to, renewed, changed and removed by their ids', async () => {
  const partner = await partnerOfBlanks();

  await done(partner, firstOrderCall({ customer: ' ', id: 'ORDER-2' }));
  await done(partner, { method: 'createRenewalOrder', params: { parent: '\u200b', id: 'RENEWAL-1' } } as const);
  const suspended = await partner.envelope('suspendOrder', { id: '\u200b' });
  const updated = await partner.envelope('updateCustomer', { id: ' ', isActive: false });
  const named = await partner.envelope('updateCustomer', { id: ' ', name: 'ABC Ltd' });

  expect(suspended.body).toMatchObject({ remoteId: '\u200b', status: 'suspended' });
  expect(updated.body).toMatchObject({ remoteId: ' ', name: 'ABC\tLtd', isActive: false });
  expect(named.body).toMatchObject({ remoteId: ' ', name: 'ABC Ltd' });
  const { customer: read } = await partner.graphql('{ customer(remoteId: " ") { remoteId orders { totalCount } } }');
  expect(read).toEqual({ remoteId: ' ', orders: { totalCount: 3 } });
});

test('the licensing dialect shows a customer from before the rules and changes given members', async () => {
  const partner = await partnerOfBlanks();
  const { customers } = (await askLicensing(world, partner, 'GET', '/customers')).body;
  const path = `/customers/${customers[0]._id}`;

  const { body } = await askLicensing(world, partner, 'PUT', path, { body: { archived: true } });

  expect(customers).toMatchObject([{ name: 'ABC\tLtd', email: 'isa@example.com.' }]);
  expect(body.customer).toMatchObject({ name: 'ABC\tLtd', email: 'isa@example.com.', archived: true });
});

const hiddenEmail = 'seat.a@example.com\u200b';

/** A partner with a user whose e-mail nobody can be given any more. */
async function partnerOfHiddenUser(): Promise<Partner> {
  const partner = await world.partner();
  await partner.envelope('createUser', { email: 'seat.a@example.com', password: 'a password' });
  await world.rows(`UPDATE "User" SET "email" = $2, "emailKey" = $2 WHERE "organisationId" = $1`, [
    partner.organisationId,
    hiddenEmail,
  ]);
  return partner;
}

test('a user from before the rules is found, disabled and removed by the e-mail address as written', async () => {
  const partner = await partnerOfHiddenUser();
  const read = 'query ($email: String!) { user(email: $email) { email isActive } }';

  const found = await partner.envelope('getUserByEmail', { email: hiddenEmail });
  const disabled = await partner.envelope('updateUserByEmail', { email: hiddenEmail, isActive: false });
  const reset = await partner.envelope('resetPasswordByEmail', { email: hiddenEmail, password: 'another' });
  const shown = await partner.graphql(read, { email: hiddenEmail });
  const removed = await partner.envelope('removeUser', { email: hiddenEmail.toUpperCase() });
  const gone = await partner.envelope('getUserByEmail', { email: hiddenEmail });

  expect(found.body).toMatchObject({ email: hiddenEmail, isActive: true });
  expect([disabled.body, reset.body, removed.body]).toEqual([true, true, true]);
  expect(shown.user).toEqual({ email: hiddenEmail, isActive: false });
  expect([gone.code, (await partner.graphql(read, { email: hiddenEmail })).user]).toEqual(['INVALID_INPUT', null]);
});

test('a user from before the rules is not created again, and does not block the corrected address', async () => {
  const partner = await partnerOfHiddenUser();

  const again = await world.withoutWriting(() => partner.envelope('createUser', { email: hiddenEmail }));
  const right = await partner.envelope('createUser', { email: 'seat.a@example.com' });

  expect([again.code, right.status]).toEqual(['INVALID_INPUT', 200]);
});

test('an operator from before the rules is shown and changed, if its name and e-mail address are corrected', async () => {
  const partner = await world.partner();
  const { body: user } = await askHub(world, partner, 'POST', '/users', {
    body: { name: 'Eve', email_address: 'eve@example.com' },
  });
  await world.rows(`UPDATE "Operator" SET "name" = E'Eve\\t', "email" = $2, "emailKey" = $2 WHERE "id" = $1`, [
    user.id,
    'eve@example.com.',
  ]);
  const path = `/users/${user.id}`;

  const disabled = await askHub(world, partner, 'PUT', path, { body: { active: false } });
  const sentBack = await world.withoutWriting(() => askHub(world, partner, 'PUT', path, { body: disabled.body }));
  const mended = { name: 'Eve', email_address: 'eve@example.com' };
  const { body: renamed } = await askHub(world, partner, 'PUT', path, { body: mended });

  expect(disabled.body).toMatchObject({ name: 'Eve\t', email_address: 'eve@example.com.', active: false });
  expect([sentBack.status, sentBack.body.errors.map((error: { path: string }) => error.path)]).toEqual([
    400,
    ['name', 'email_address'],
  ]);
  expect(renamed).toMatchObject({ ...mended, active: false });
});
