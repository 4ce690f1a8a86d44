import { expect, test } from 'vitest';
import { globalId } from '../support/graphql-door.ts';
import { operatorOf } from '../support/operators.ts';
import type { Partner } from '../support/partner.ts';
import { newOperator, roleNamed, roleOf } from '../support/roles.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();
world.setRealTime(Temporal.Instant.from('2026-11-21T10:00:00Z'));

const everything = `databaseId organisation { id } name email isAdmin twoFactor isActive isVerified mustResetPassword language
  timeZone timeoutSeconds notifications roles { name } createdAt updatedAt`;
const updated = `... on UpdateOperatorSuccess {
  resetRoles resetNotifications revokedClients operator { ${everything} } }`;

const numberIn = (id: string) => Number(Buffer.from(id, 'base64').toString().split(':')[1]);

/** What the events about a thing say, oldest first. */
async function storyOf(id: string): Promise<unknown[]> {
  const [type = ''] = Buffer.from(id, 'base64').toString().split(':');
  return world.rows(
    `SELECT "verb", "organisationId", "before", "after" FROM "Event"
     WHERE "subjectType" = $1 AND "subjectId" = $2 ORDER BY "id"`,
    [type.toUpperCase(), numberIn(id)],
  );
}

const refusal = (type: string, message: string) => ({
  __typename: type,
  code: type
    .replace(/Error$/, '')
    .replace(/(?!^)([A-Z])/g, '_$1')
    .toUpperCase(),
  message,
});

const unsaid = {
  isAdmin: false,
  twoFactor: false,
  isActive: true,
  isVerified: false,
  mustResetPassword: false,
};

test('a new operator has the given values, and otherwise those of its organisation', async () => {
  const partner = await world.partner({ timeZone: 'Asia/Bahrain' });
  const id = await newOperator(partner, { roles: [await roleNamed(partner, 'Seller')] });

  const { operator } = await partner.graphql(`{ operator(email: "ISA@example.com") { id ${everything} } }`);
  expect(operator).toEqual({
    id,
    databaseId: numberIn(id),
    organisation: { id: partner.globalId },
    name: 'Isa Aswath',
    email: 'isa@example.com',
    ...unsaid,
    language: 'en',
    timeZone: 'Asia/Bahrain',
    timeoutSeconds: 86400,
    notifications: [],
    roles: [{ name: 'Seller' }],
    createdAt: '2026-11-21T10:00:00Z',
    updatedAt: '2026-11-21T10:00:00Z',
  });
  const roles = [numberIn(await roleNamed(partner, 'Seller'))];
  const { organisationId } = partner;
  const after = { ...unsaid, roles, notifications: [] };
  expect(await storyOf(id)).toEqual([{ verb: 'createOperator', organisationId, before: null, after }]);
});

test('absent members of an update stay, and given lists replace the existing ones', async () => {
  const partner = await world.partner();
  const [seller, support] = [await roleNamed(partner, 'Seller'), await roleNamed(partner, 'Support')];
  const operator = await newOperator(partner, { roles: [seller], notifications: ['ORDER_CREATED'], language: 'it' });
  await partner.advanceTo('2026-11-22T10:00:00Z');

  const changes = { name: 'Isa', email: 'isa.a@example.com', roles: [support, support], isVerified: true };
  const answer = await partner.mutate('updateOperator', { operator, ...changes }, updated);
  expect(answer).toMatchObject({
    __typename: 'UpdateOperatorSuccess',
    resetRoles: [],
    resetNotifications: [],
    revokedClients: [],
    operator: {
      ...unsaid,
      name: 'Isa',
      email: 'isa.a@example.com',
      isVerified: true,
      language: 'it',
      notifications: ['ORDER_CREATED'],
      roles: [{ name: 'Support' }],
      createdAt: '2026-11-21T10:00:00Z',
      updatedAt: '2026-11-22T10:00:00Z',
    },
  });
  const { organisationId } = partner;
  const notifications = ['order_created'];
  expect((await storyOf(operator))[1]).toEqual({
    verb: 'updateOperator',
    organisationId,
    before: { ...unsaid, roles: [numberIn(seller)], notifications },
    after: {
      ...unsaid,
      isVerified: true,
      roles: [numberIn(support)],
      notifications,
      changed: ['name', 'email', 'isVerified', 'roles'],
    },
  });
  const again = await world.withoutWriting(() => partner.mutate('updateOperator', { operator, ...changes }, updated));
  expect(again).toEqual(answer);
  await partner.mutate('updateOperator', { operator, roles: [], notifications: [] });
  const { node } = await partner.graphql(
    `{ node(id: "${operator}") { ... on Operator { roles { name } notifications } } }`,
  );
  expect(node).toEqual({ roles: [], notifications: [] });
});

test('all invalid members are reported at once, without repeating their values', async () => {
  const partner = await world.partner();
  const input = { name: '', email: 'nobody', language: 'xx', timeZone: '+03:00', timeoutSeconds: 60 };

  const selection = '... on InvalidInputError { issues { path message } }';
  const { issues } = await world.withoutWriting(() => partner.mutate('createOperator', input, selection));
  expect(issues).toEqual([
    { path: ['name'], message: 'expected text of 1 to 255 characters, found empty text' },
    { path: ['email'], message: 'expected an e-mail address such as name@example.com, found text of 6 characters' },
    { path: ['language'], message: 'expected one of de, en, es, fr, it, nl, found text of 2 characters' },
    { path: ['timeZone'], message: 'expected the name of an IANA time zone, such as Asia/Bahrain' },
    {
      path: ['timeoutSeconds'],
      message: 'expected one of 86400, 43200, 28800, 14400, 7200, 3600, 1800 seconds, found 60',
    },
  ]);
  const roles = Array.from({ length: 101 }, () => globalId('Role', 1));
  const many = await partner.mutate('createOperator', { name: 'Isa', email: 'isa@example.com', roles }, selection);
  expect(many.issues).toEqual([{ path: ['roles'], message: 'expected at most 100 role ids, found more' }]);
});

test('an e-mail address is unique within an organisation, ignoring case, but not across organisations', async () => {
  const partner = await world.partner();
  const child = await world.partner({ parent: partner });
  await newOperator(partner);
  const other = await newOperator(partner, { email: 'other@example.com' });
  const below = await newOperator(child, { email: 'ISA@example.com' });
  const taken = refusal(
    'OperatorEmailTakenError',
    'The organisation already has an operator with this e-mail address. Use another address, or change the existing operator.',
  );

  for (const [field, input] of [
    ['createOperator', { name: 'Isa', email: 'Isa@Example.com' }],
    ['updateOperator', { operator: other, email: 'ISA@EXAMPLE.COM' }],
    ['updateOperator', { operator: below, organisation: partner.globalId }],
  ] as const) {
    expect(await world.withoutWriting(() => partner.mutate(field, input))).toEqual(taken);
  }
  // Its own e-mail in another case is its own.
  const { __typename } = await partner.mutate('updateOperator', { operator: other, email: 'Other@example.com' });
  expect(__typename).toBe('UpdateOperatorSuccess');
});

test('an organisation can use only its own roles', async () => {
  const [partner, stranger] = [await world.partner(), await world.partner()];
  const child = await world.partner({ parent: partner });
  const operator = await newOperator(partner);
  const selection = '... on RoleNotFoundError { roleIds }';

  for (const role of [
    await roleNamed(child, 'Seller'),
    await roleNamed(stranger, 'Seller'),
    globalId('Role', 999999),
  ]) {
    const notFound = {
      ...refusal(
        'RoleNotFoundError',
        `The organisation has no role with the id ${numberIn(role)}. Use ids from its list of roles.`,
      ),
      roleIds: [role],
    };
    const roles = [await roleNamed(partner, 'Seller'), role];
    for (const [field, input] of [
      ['createOperator', { name: 'Isa', email: 'b@example.com', roles }],
      ['updateOperator', { operator, roles }],
    ] as const) {
      expect(await world.withoutWriting(() => partner.mutate(field, input, selection))).toEqual(notFound);
    }
  }
});

/** An operator of a partner with a role, two notifications and two API clients, one of them revoked before. */
async function settled(partner: Partner) {
  const { operatorId, clientId, key } = await operatorOf(world, partner, { permissions: ['order:view'] });
  await world.rows(
    `INSERT INTO "ApiClient" ("organisationId", "operatorId", "clientId", "name", "createdAt", "revokedAt")
     VALUES ($1, $2, gen_random_uuid(), 'an old client', '2026-01-01Z', '2026-02-01Z')`,
    [partner.organisationId, operatorId],
  );
  const operator = globalId('Operator', operatorId);
  const notifications = ['ORDER_CREATED', 'QUOTE_CREATED'];
  await partner.mutate('updateOperator', { operator, notifications, isVerified: true, language: 'de' });
  const { node } = await partner.graphql(`{ node(id: "${operator}") { ... on Operator { roles { id } } } }`);
  return { operator, role: node.roles[0].id as string, client: globalId('ApiClient', clientId), clientId, key };
}

test('a change of organisation removes roles, notifications and clients', async () => {
  const partner = await world.partner();
  const child = await world.partner({ parent: partner });
  const { operator, role, client, clientId, key } = await settled(partner);

  const answer = await partner.mutate('updateOperator', { operator, organisation: child.globalId }, updated);
  expect(answer).toMatchObject({
    __typename: 'UpdateOperatorSuccess',
    resetRoles: [role],
    resetNotifications: ['ORDER_CREATED', 'QUOTE_CREATED'],
    revokedClients: [client],
    operator: { organisation: { id: child.globalId }, roles: [], notifications: [], isVerified: true, language: 'de' },
  });
  const response = await fetch(`${world.url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: '{"query":"{ viewer { now } }"}',
  });
  expect(response.status).toBe(401);
  const states = { ...unsaid, isVerified: true };
  const notifications = ['order_created', 'quote_created'];
  const [, left, came] = await storyOf(operator);
  expect(left).toEqual({
    verb: 'updateOperator',
    organisationId: partner.organisationId,
    before: { ...states, roles: [numberIn(role)], notifications },
    after: { changed: ['organisation'], revokedClients: [clientId] },
  });
  expect(came).toEqual({
    verb: 'updateOperator',
    organisationId: child.organisationId,
    before: null,
    after: { ...states, roles: [], notifications: [], changed: ['organisation', 'notifications', 'roles'] },
  });
});

test('values given with the new organisation apply after the reset', async () => {
  const partner = await world.partner();
  const child = await world.partner({ parent: partner });
  const { operator, role, client } = await settled(partner);
  const roles = [await roleNamed(child, 'Finance')];

  const given = { organisation: child.globalId, notifications: ['QUOTE_CREATED'], name: 'Isa' };
  const old = await world.withoutWriting(() => partner.mutate('updateOperator', { operator, ...given, roles: [role] }));
  expect(old.code).toBe('ROLE_NOT_FOUND');
  expect(await partner.mutate('updateOperator', { operator, ...given, roles }, updated)).toMatchObject({
    resetRoles: [role],
    resetNotifications: ['ORDER_CREATED', 'QUOTE_CREATED'],
    revokedClients: [client],
    operator: { name: 'Isa', roles: [{ name: 'Finance' }], notifications: ['QUOTE_CREATED'] },
  });
  const { __typename } = await child.mutate('updateOperator', { operator, organisation: child.globalId });
  expect(__typename).toBe('UpdateOperatorSuccess');
});

test('operators cannot be created in or moved to an archived organisation', async () => {
  const partner = await world.partner();
  const child = await world.partner({ parent: partner });
  const operator = await newOperator(partner);
  await world.rows(`UPDATE "Organisation" SET "archivedAt" = '2026-11-21T10:00:00Z' WHERE "id" = $1`, [
    child.organisationId,
  ]);
  const organisation = child.globalId;

  for (const [field, input] of [
    ['createOperator', { name: 'Isa', email: 'isa@example.com', organisation }],
    ['updateOperator', { operator, organisation }],
  ] as const) {
    const { code } = await world.withoutWriting(() => partner.mutate(field, input));
    expect(code).toBe('ORGANISATION_ARCHIVED');
  }
});

test('a role is renamed and its permissions are replaced, in the listed order', async () => {
  const partner = await world.partner();
  const role = await roleOf(partner, 'Night shift', ['order:view']);
  await newOperator(partner, { roles: [role] });
  const selection = '... on UpdateRoleSuccess { role { name permissions builtIn organisation { id } } }';
  const changes = { role, name: 'Late shift', permissions: ['order:cancel', 'customer:view', 'order:cancel'] };

  const answer = await partner.mutate('updateRole', changes, selection);
  expect(answer).toEqual({
    __typename: 'UpdateRoleSuccess',
    role: {
      name: 'Late shift',
      permissions: ['customer:view', 'order:cancel'],
      builtIn: null,
      organisation: { id: partner.globalId },
    },
  });
  expect(await world.withoutWriting(() => partner.mutate('updateRole', changes, selection))).toEqual(answer);
  const { organisationId } = partner;
  const after = { permissions: ['customer:view', 'order:cancel'], changed: ['name', 'permissions'] };
  expect(await storyOf(role)).toEqual([
    { verb: 'createRole', organisationId, before: null, after: { permissions: ['order:view'] } },
    { verb: 'updateRole', organisationId, before: { permissions: ['order:view'] }, after },
  ]);
});

test('a role is removed once no operator has it', async () => {
  const partner = await world.partner();
  const role = await roleOf(partner, 'Night shift', ['order:view']);
  const operator = await newOperator(partner, { roles: [role] });
  await newOperator(partner, { email: 'other@example.com', roles: [role] });
  const remove = () => partner.mutate('removeRole', { role }, '... on RoleInUseError { operators }');

  const inUse = await world.withoutWriting(remove);
  expect(inUse).toEqual({
    ...refusal('RoleInUseError', "2 operators have this role, so it can't be removed. Assign other roles first."),
    operators: 2,
  });
  await partner.mutate('updateOperator', { operator, roles: [] });
  expect((await world.withoutWriting(remove)).operators).toBe(1);
  const { operator: other } = await partner.graphql('{ operator(email: "other@example.com") { id } }');
  await partner.mutate('updateOperator', { operator: other.id, roles: [] });
  const removed = await partner.mutate('removeRole', { role }, '... on RemoveRoleSuccess { removedRoleId }');
  expect(removed).toEqual({ __typename: 'RemoveRoleSuccess', removedRoleId: role });
  expect(await partner.graphql(`{ node(id: "${role}") { id } }`)).toEqual({ node: null });
  const before = { permissions: ['order:view'] };
  const { organisationId } = partner;
  expect((await storyOf(role)).at(-1)).toEqual({ verb: 'removeRole', organisationId, before, after: null });
  expect((await world.withoutWriting(remove)).code).toBe('ROLE_NOT_FOUND');
});

test('the name of a role is unique within an organisation', async () => {
  const partner = await world.partner();
  const role = await roleOf(partner, 'Night shift', ['order:view']);
  const taken = refusal(
    'RoleNameTakenError',
    'The organisation already has a role with this name. Use another name, or change the existing role.',
  );

  const create = () => partner.mutate('createRole', { name: 'Seller', permissions: ['order:view'] });
  expect(await world.withoutWriting(create)).toEqual(taken);
  expect(await world.withoutWriting(() => partner.mutate('updateRole', { role, name: 'Owner' }))).toEqual(taken);
});

test('built-in roles cannot be changed', async () => {
  const partner = await world.partner();
  const role = await roleNamed(partner, 'Seller');
  const builtIn = refusal(
    'RoleBuiltInError',
    "Built-in roles can't be changed or removed. Create a role of your own instead.",
  );

  for (const [field, input] of [
    ['updateRole', { role, name: 'Another' }],
    ['updateRole', { role, permissions: ['order:view'] }],
    ['removeRole', { role }],
  ] as const) {
    expect(await world.withoutWriting(() => partner.mutate(field, input))).toEqual(builtIn);
  }
});

test('a role has at least one permission, and no unknown ones', async () => {
  const partner = await world.partner();
  const issuesFor = async (permissions: string[]) => {
    const selection = '... on InvalidInputError { issues { path message } }';
    return (await partner.mutate('createRole', { name: 'Own', permissions }, selection)).issues;
  };

  expect(await issuesFor([])).toEqual([
    { path: ['permissions'], message: 'expected at least one permission, found none' },
  ]);
  expect(await issuesFor(['order:view', 'order:burn'])).toEqual([
    {
      path: ['permissions', '1'],
      message: expect.stringMatching(/^expected one of organisation:manage, .*, found text of 10 characters$/),
    },
  ]);
});

test('objects elsewhere are indistinguishable from missing ones', async () => {
  const above = await world.partner();
  const partner = await world.partner({ parent: above });
  const sibling = await world.partner({ parent: above });
  const stranger = await world.partner();
  const own = await newOperator(partner);
  const others = [above, sibling, stranger];
  const answersTo = async (operator: string, role: string, organisation: string) => [
    await partner.mutate('updateOperator', { operator, name: 'Isa' }),
    await partner.mutate('updateOperator', { operator: own, organisation }),
    ...[await partner.mutate('updateRole', { role, name: 'Own' }), await partner.mutate('removeRole', { role })].map(
      ({ message, ...refused }) => ({ ...refused, message: message.replace(String(numberIn(role)), 'N') }),
    ),
  ];
  const nowhere = [globalId('Operator', 999999), globalId('Role', 999999), globalId('Organisation', 999999)] as const;
  const missing = await world.withoutWriting(() => answersTo(...nowhere));
  expect(missing.map(({ code }) => code)).toEqual([
    'OPERATOR_NOT_FOUND',
    'ORGANISATION_NOT_FOUND',
    'ROLE_NOT_FOUND',
    'ROLE_NOT_FOUND',
  ]);

  for (const other of others) {
    const operator = await newOperator(other, { email: 'there@example.com' });
    const role = await roleOf(other, 'There', ['order:view']);
    const answers = await world.withoutWriting(() => answersTo(operator, role, other.globalId));
    expect(answers).toEqual(missing);
  }
});
