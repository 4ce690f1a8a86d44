import { expect, test } from 'vitest';
import { changeSeatsCall, customerCall, done, firstOrderCall, renewalCall, sell } from '../support/sales.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();

const admin = { email: 'isa@example.com', phone: '+973 1', displayName: 'Isa' };

test.each([
  ['another name', { name: 'ABD Company', admin }, ['name']],
  ['the name in another case', { name: 'abc company', admin }, ['name']],
  ['another e-mail', { name: 'ABC Company', admin: { ...admin, email: 'ali@example.com' } }, ['admin.email']],
  ['no phone', { name: 'ABC Company', admin: { email: admin.email, displayName: 'Isa' } }, ['admin.phone']],
  [
    'everything else',
    { name: 'X', admin: { email: 'x@example.com', phone: '2' } },
    ['admin.displayName', 'admin.email', 'admin.phone', 'name'],
  ],
])("a customer's id with %s is a conflict that names the members", async (_, words, conflictingFields) => {
  const partner = await world.partner();
  await partner.mutate('createCustomer', { remoteId: 'ABC', name: 'ABC Company', admin });

  const answer = await world.withoutWriting(() =>
    partner.mutate(
      'createCustomer',
      { remoteId: 'ABC', ...words },
      '... on RemoteIdConflictError { remoteId conflictingFields }',
    ),
  );

  expect(answer).toEqual({
    __typename: 'RemoteIdConflictError',
    code: 'REMOTE_ID_CONFLICT',
    message: `The remoteId "ABC" was already used for a different request. The requests differ in: ${conflictingFields.join(', ')}. Repeat the original request unchanged, or use a new remoteId.`,
    remoteId: 'ABC',
    conflictingFields,
  });
});

test.each([
  ['other seats', firstOrderCall({ licenses: 21 }), 'licenses'],
  ['another product', firstOrderCall({ product: 'oo-std' }), 'product'],
  ['another duration', firstOrderCall({ duration: 'yearly' }), 'duration'],
  ['another customer', firstOrderCall({ customer: 'OTHER' }), 'customer'],
  ['a customer that does not exist', firstOrderCall({ customer: 'NOBODY' }), 'customer'],
  ['an unknown product and other seats', firstOrderCall({ product: 'oo-none', licenses: 1 }), 'product, licenses'],
  ['a renewal', renewalCall({ id: 'ORDER-1', parent: 'ORDER-2' }), 'method'],
  ['a renewal of itself', renewalCall({ id: 'ORDER-1' }), 'method'],
  ['a change of seats', changeSeatsCall({ id: 'ORDER-1' }), 'method'],
])("a first order's id with %s is a conflict in the terms of the envelope", async (_, { method, params }, members) => {
  const partner = await world.partner();
  await sell(partner);
  await done(partner, customerCall({ id: 'OTHER' }));
  await done(partner, firstOrderCall({ id: 'ORDER-2' }));
  await partner.advanceTo('2028-01-20T00:00:00Z');

  const answer = await world.withoutWriting(() => partner.envelope(method, params));

  expect(answer).toEqual({
    status: 400,
    code: 'REMOTE_ID_CONFLICT',
    body: conflictMessage('ORDER-1', members),
  });
});

test.each([
  ['another parent', renewalCall({ parent: 'ORDER-2' }), 'parent'],
  ['a parent that does not exist', renewalCall({ parent: 'NOTHING' }), 'parent'],
  ['itself as the parent', renewalCall({ parent: 'RENEWAL-1' }), 'parent'],
  ['other seats', renewalCall({ licenses: 26 }), 'licenses'],
  ['another parent and no seats', renewalCall({ parent: 'ORDER-2', licenses: undefined }), 'parent, licenses'],
  ['a first order', firstOrderCall({ id: 'RENEWAL-1' }), 'method'],
  ['a change of seats', changeSeatsCall({ id: 'RENEWAL-1' }), 'method'],
])("a renewal's id with %s is a conflict in the terms of the envelope", async (_, { method, params }, members) => {
  const partner = await world.partner();
  await sell(partner);
  await done(partner, firstOrderCall({ id: 'ORDER-2' }));
  await partner.advanceTo('2028-01-20T00:00:00Z');
  await done(partner, renewalCall({ licenses: 25 }));
  const isRenewal = method === 'createRenewalOrder';

  const answer = await world.withoutWriting(() =>
    partner.envelope(method, isRenewal ? { licenses: 25, ...params } : params),
  );

  expect(answer).toEqual({
    status: 400,
    code: 'REMOTE_ID_CONFLICT',
    body: conflictMessage('RENEWAL-1', members),
  });
});

/** The envelope's message for an id that was used for a request with other members; `method` stands for another kind. */
function conflictMessage(id: string, members: string): string {
  return members === 'method'
    ? `The id "${id}" was already used for another kind of order. Use a new id.`
    : `The id "${id}" was already used for a different request. The requests differ in: ${members}. Repeat the original request unchanged, or use a new id.`;
}

test('a preview with an id distinguishes a retry from a conflict like its verb', async () => {
  const partner = await world.partner();
  await sell(partner);
  const words = { customer: 'ABC', remoteId: 'ORDER-1', product: 'oo-lite', seats: 20, duration: 'MONTHLY' };
  const selection = '... on OrderPreview { isRetry } ... on RemoteIdConflictError { conflictingFields }';

  const retry = await partner.mutate('previewFirstOrder', words, selection);
  const conflict = await partner.mutate('previewFirstOrder', { ...words, seats: 21 }, selection);

  expect(retry).toEqual({ __typename: 'OrderPreview', isRetry: true });
  expect(conflict).toMatchObject({ __typename: 'RemoteIdConflictError', conflictingFields: ['seats'] });
});
