import { getNamedType, isInputObjectType, isRequiredInputField } from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../../src/graphql/schema/schema.ts';
import { globalId } from '../support/graphql-door.ts';
import { createSeller, successes } from '../support/graphql-successes.ts';
import type { Partner } from '../support/partner.ts';
import { createWorld } from '../support/world.ts';

// What each mutation answers when it succeeds, and what an explicit null means.

const world = await createWorld();
world.setRealTime(Temporal.Instant.from('2026-11-21T10:00:00Z'));

const seller = () => createSeller(world);

test.each(successes)('$field returns its result', async ({ field, input, selection, answer, before }) => {
  const partner = await seller();
  if (before !== undefined) await partner.mutate(...before);
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Success`;

  expect(await partner.mutate(field, input, `... on ${type} { ${selection} }`)).toEqual({
    __typename: type,
    ...answer,
  });
});

test('removeUser returns the id of the removed user', async () => {
  const partner = await seller();
  const { user } = await partner.graphql('{ user(email: "isa@example.com") { id databaseId } }');

  const removed = await partner.mutate(
    'removeUser',
    { email: 'isa@example.com' },
    '... on RemoveUserSuccess { removedUserId }',
  );
  expect(removed).toEqual({ __typename: 'RemoveUserSuccess', removedUserId: globalId('User', user.databaseId) });
  expect(await partner.graphql(`{ node(id: "${user.id}") { id } user(email: "isa@example.com") { id } }`)).toEqual({
    node: null,
    user: null,
  });
});

test('removeCustomer returns the id of the removed customer, and its remote id can be used again', async () => {
  const partner = await seller();
  await partner.mutate('createCustomer', { remoteId: 'XYZ', name: 'XYZ', admin: { email: 'isa@example.com' } });
  const { customer } = await partner.graphql('{ customer(remoteId: "XYZ") { id databaseId } }');

  const removed = await partner.mutate(
    'removeCustomer',
    { remoteId: 'XYZ' },
    '... on RemoveCustomerSuccess { removedCustomerId }',
  );
  expect(removed).toEqual({
    __typename: 'RemoveCustomerSuccess',
    removedCustomerId: globalId('Customer', customer.databaseId),
  });
  expect(await partner.graphql(`{ node(id: "${customer.id}") { id } customer(remoteId: "XYZ") { id } }`)).toEqual({
    node: null,
    customer: null,
  });
  expect(
    await partner.mutate('createCustomer', { remoteId: 'XYZ', name: 'Another', admin: { email: 'b@example.com' } }),
  ).toEqual({ __typename: 'CreateCustomerSuccess' });
});

/** What is tried in `organisations.test.ts`, `graphql-operators.test.ts` and `api-clients.test.ts`. */
const elsewhere = [
  'createOrganisation',
  'updateOrganisation',
  'moveOrganisation',
  'archiveOrganisation',
  'restoreOrganisation',
  'updateOperator',
  'updateRole',
  'removeRole',
  'createKey',
  'revokeKey',
  'createApiClient',
  'rotateApiClientSecret',
  'revokeApiClient',
];

test('every mutation is tested here or in its own test', () => {
  const tried = [...successes.map(({ field }) => field), 'removeUser', 'removeCustomer', 'envelope', ...elsewhere];

  expect(Object.keys(schema.getMutationType()?.getFields() ?? {}).sort()).toEqual(tried.sort());
});

/** Members that null empties, as their descriptions say; for all others it is the same as leaving them out. */
const emptied = [
  'admin.phone',
  'admin.displayName',
  'displayName',
  'lastName',
  'companyName',
  'description',
  'crmId',
  'refId',
];

function optionalMembers(field: string): string[] {
  const [input] = schema.getMutationType()?.getFields()[field]?.args ?? [];
  const membersOf = (type: unknown, path: string): string[] =>
    isInputObjectType(type)
      ? Object.values(type.getFields()).flatMap((member) => {
          const within = membersOf(getNamedType(member.type), `${path}${member.name}.`);
          const isOptional = !isRequiredInputField(member) && member.defaultValue === undefined;
          return isOptional ? [`${path}${member.name}`, ...within] : within;
        })
      : [];
  return membersOf(input && getNamedType(input.type), '').filter(
    (path) => !(field.startsWith('update') && emptied.includes(path)),
  );
}

function withNull(input: Readonly<Record<string, unknown>>, path: string): Record<string, unknown> {
  const [member = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...input, [member]: null };
  return { ...input, [member]: withNull((input[member] ?? {}) as Record<string, unknown>, rest.join('.')) };
}

/** All that a partner has, without what cannot be the same for two. */
async function holdings(partner: Partner): Promise<unknown> {
  return partner.graphql(`{
    customers { nodes { remoteId name isActive admin { email phone displayName } } }
    subscriptions { nodes { status cancelsAt cancelledAt holds { reason } terms { nodes { seats startsAt endsAt } } } }
    orders { nodes { remoteId kind } } users { nodes { email displayName isActive customer { remoteId } } }
    operators { nodes { name email isAdmin language timeZone timeoutSeconds notifications roles { name } } }
    events { nodes { verb occurredAt } }
  }`);
}

const optionals = successes.flatMap(({ field, input, before }) =>
  optionalMembers(field).map((path) => {
    const [member = ''] = path.split('.');
    const { [member]: _left, ...others } = input;
    return { field, path, before, input: path.includes('.') ? input : others };
  }),
);

test.each(optionals)(
  '$field: null for $path is the same as an absent member',
  async ({ field, path, before, input }) => {
    const [plain, explicit] = [await seller(), await seller()];
    const without = path.startsWith('admin.') ? leaving(input, path) : input;
    for (const partner of [plain, explicit]) if (before !== undefined) await partner.mutate(...before);

    const { __typename: left } = await plain.mutate(field, without);
    const { __typename: nulled } = await explicit.mutate(field, withNull(without, path));
    expect([left, nulled]).toEqual([`${field.charAt(0).toUpperCase()}${field.slice(1)}Success`, left]);
    expect(await holdings(explicit)).toEqual(await holdings(plain));
    if (!('remoteId' in input)) return;
    const again = await world.withoutWriting(() => plain.mutate(field, withNull(without, path)));
    expect(again.__typename).toBe(left);
  },
);

function leaving(input: Readonly<Record<string, unknown>>, path: string): Record<string, unknown> {
  const [, name = ''] = path.split('.');
  const { [name]: _left, ...admin } = input['admin'] as Record<string, unknown>;
  return { ...input, admin };
}

test('null removes a value if the input says so', async () => {
  const partner = await seller();
  await partner.mutate('updateCustomer', { remoteId: 'ABC', admin: { phone: '+973 1', displayName: 'Isa' } });

  const admin = { phone: null, displayName: null };
  const selection = '... on UpdateCustomerSuccess { customer { admin { email phone displayName } } }';
  const { customer } = await partner.mutate('updateCustomer', { remoteId: 'ABC', admin }, selection);
  expect(customer.admin).toEqual({ email: 'isa@example.com', phone: null, displayName: null });
});
