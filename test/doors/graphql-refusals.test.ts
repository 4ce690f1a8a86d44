import { isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../../src/graphql/schema/schema.ts';
import { refusals } from '../support/graphql-refusals.ts';
import { factsOf } from '../support/graphql-selections.ts';
import { sell } from '../support/sales.ts';
import { createWorld } from '../support/world.ts';

// Every typed error, with all its facts, from the verb and from its preview.

const world = await createWorld();
world.setRealTime(Temporal.Instant.from('2026-11-21T10:00:00Z'));

const isRefusal = (type: string) => {
  const found = schema.getType(type);
  return isObjectType(found) && found.getInterfaces().some(({ name }) => name === 'SubscriptionRefusal');
};

test.each(refusals)('$field: $type, because $because', async ({ type, field, preview, input, facts, before }) => {
  const partner = await world.partner();
  await sell(partner, '2028-01-01T10:00:00Z');
  await before?.(partner);
  const code = type
    .replace(/Error$/, '')
    .replace(/(?!^)([A-Z])/g, '_$1')
    .toUpperCase();

  const refused = await world.withoutWriting(() => partner.mutate(field, input, factsOf(field)));
  expect(refused).toEqual({ __typename: type, code, message: expect.any(String), ...facts });
  if (preview !== undefined) {
    expect(await world.withoutWriting(() => partner.mutate(preview, input, factsOf(preview)))).toEqual(refused);
  }
  if (!isRefusal(type)) return;
  const common = await partner.mutate(field, input, '... on SubscriptionRefusal { firstOrder status allowedActions }');
  const { firstOrder, status, allowedActions } = refused;
  expect(common).toEqual({ __typename: type, code, message: refused.message, firstOrder, status, allowedActions });
});

test('only the clock of a sandbox can be moved, with a key of the sandbox', async () => {
  const partner = await world.partner({ sandbox: false });

  const refused = await world.withoutWriting(() => partner.mutate('advanceTestClock', { to: '2028-01-01T10:00:00Z' }));
  const message = 'Only the clock of a sandbox can be moved. Use a credential of a sandbox organisation.';
  expect(refused).toEqual({ __typename: 'NotASandboxError', code: 'NOT_A_SANDBOX', message });
});

test('every error type is tested here or in its own test', () => {
  const elsewhere = [
    'ApiClientEndedError',
    'ApiClientNotFoundError',
    'AuditTrailTooLongError',
    'ConflictError',
    'HoldNotYoursError',
    'MoveBelowItselfError',
    'KeyNotFoundError',
    'NotASandboxError',
    'NotArchivedBelowError',
    'NotWhileEmulatingError',
    'OperatorEmailTakenError',
    'OperatorNotFoundError',
    'OrganisationArchivedError',
    'OperatorInactiveError',
    'OperatorNotFoundError',
    'OrganisationNotFoundError',
    'OwnOrganisationError',
    'OwnRightsError',
    'PermissionDeniedError',
    'RoleBuiltInError',
    'RoleInUseError',
    'RoleNameTakenError',
    'RoleNotFoundError',
  ];
  const base = schema.getType('Error');
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) && type.getInterfaces().some((implemented) => implemented === base),
  );

  const tried = new Set([...refusals.map(({ type }) => type), ...elsewhere]);
  expect(types.map(({ name }) => name).sort()).toEqual([...tried].sort());
});

test('after repeated write conflicts every verb returns a conflict and writes nothing', async () => {
  const partner = await world.partner({ renewalWindowDays: 40 });
  await sell(partner, '2028-01-01T10:00:00Z');
  await partner.mutate('createUser', { email: 'isa@example.com' });
  await partner.mutate('cancelOrder', { firstOrder: 'ORDER-1', at: 'END_OF_TERM' });
  await world.rows(`CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'could not serialize access' USING ERRCODE = '40001'; END $$`);
  await world.rows(`CREATE TRIGGER lose BEFORE INSERT ON "Event" FOR EACH ROW
    WHEN (NEW."organisationId" = ${partner.organisationId}) EXECUTE FUNCTION lose()`);
  const firstOrder = { firstOrder: 'ORDER-1' };
  const order = { customer: 'ABC', product: 'oo-lite', seats: 5, duration: 'MONTHLY' };
  const calls: [field: string, input: Readonly<Record<string, unknown>>][] = [
    ['createCustomer', { remoteId: 'XYZ', name: 'XYZ', admin: { email: 'isa@example.com' } }],
    ['updateCustomer', { remoteId: 'ABC', name: 'Another' }],
    ['createFirstOrder', { ...order, remoteId: 'ORDER-2' }],
    ['changeSeats', { ...firstOrder, remoteId: 'CHANGE-1', seats: 30 }],
    ['suspendOrder', firstOrder],
    ['cancelOrder', firstOrder],
    ['keepOrder', firstOrder],
    ['createUser', { email: 'b@example.com' }],
    ['updateUserByEmail', { email: 'isa@example.com', isActive: false }],
    ['resetPasswordByEmail', { email: 'isa@example.com', password: 'a password' }],
    ['removeUser', { email: 'isa@example.com' }],
    ['createOperator', { name: 'Isa', email: 'b@example.com' }],
    ['createRole', { name: 'Own', permissions: ['order:view'] }],
    ['advanceTestClock', { to: '2028-01-02T10:00:00Z' }],
    ['updateOrganisation', { name: 'Another' }],
  ];

  const answers = await world.withoutWriting(() =>
    Promise.all(calls.map(([field, input]) => partner.mutate(field, input))),
  );
  const message =
    'Other requests changed the same data at the same time. Nothing was written. It is safe to repeat the same request.';
  expect(answers).toEqual(calls.map(() => ({ __typename: 'ConflictError', code: 'CONFLICT', message })));
});
