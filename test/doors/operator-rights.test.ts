import fc from 'fast-check';
import { expect, test } from 'vitest';
import { actOnBehalfOf } from '../../src/identity/act-on-behalf-of.ts';
import { createOperator } from '../../src/operators/create-operator.ts';
import { updateOperator } from '../../src/operators/update-operator.ts';
import { updateRole } from '../../src/operators/update-role.ts';
import { type Permission, permissions } from '../../src/shared/permission.ts';
import { globalId } from '../support/graphql-door.ts';
import { type OperatorAtDoors, operatorOf } from '../support/operators.ts';
import { newOperator, roleNamed, roleOf } from '../support/roles.ts';
import { createWorld } from '../support/world.ts';

// Nobody hands on what they have not got, raises themselves, or locks themselves out.

const world = await createWorld();
const managing: readonly Permission[] = ['operator:view', 'operator:manage', 'order:view'];

const ownRights = {
  __typename: 'OwnRightsError',
  code: 'OWN_RIGHTS',
  message:
    "You can't change your own organisation, roles, administrator status or active status. Ask another operator to change them.",
};

test('without operator:manage nothing can be changed', async () => {
  const partner = await world.partner();
  const operator = await newOperator(partner);
  const role = await roleOf(partner, 'Own', ['order:view']);
  const actor = await operatorOf(world, partner, {
    permissions: permissions.filter((permission) => permission !== 'operator:manage'),
  });

  for (const [field, input] of [
    ['createOperator', { name: 'Isa', email: 'b@example.com' }],
    ['updateOperator', { operator, name: 'Isa' }],
    ['updateOperator', { operator: globalId('Operator', 999999), name: 'Isa' }],
    ['createRole', { name: 'Another', permissions: ['order:view'] }],
    ['updateRole', { role, name: 'Another' }],
    ['removeRole', { role }],
  ] as const) {
    const selection = '... on PermissionDeniedError { permission }';
    const { permission } = await world.withoutWriting(() => actor.mutate(field, input, selection));
    expect(permission, field).toBe('operator:manage');
  }
});

test('no verb grants a permission that the actor lacks', async () => {
  const partner = await world.partner();
  const child = await world.partner({ parent: partner });
  const actor = await operatorOf(world, partner, { permissions: managing });
  const seller = await roleNamed(partner, 'Seller');
  const strong = await roleOf(partner, 'Strong', ['order:view', 'order:cancel']);
  const weak = await roleOf(partner, 'Weak', ['order:view']);
  const plain = await newOperator(partner, { roles: [weak] });
  const sleeping = await newOperator(partner, { email: 'c@example.com', roles: [strong], isActive: false });
  const admin = await newOperator(partner, { email: 'd@example.com', isAdmin: true });

  for (const [field, input, lacking] of [
    ['createOperator', { name: 'Isa', email: 'b@example.com', roles: [seller] }, 'customer:view'],
    ['createOperator', { name: 'Isa', email: 'b@example.com', isAdmin: true }, 'organisation:manage'],
    ['createOperator', { name: 'Isa', email: 'b@example.com', isActive: false, roles: [strong] }, 'order:cancel'],
    ['updateOperator', { operator: plain, roles: [weak, strong] }, 'order:cancel'],
    ['updateOperator', { operator: plain, isAdmin: true }, 'organisation:manage'],
    ['updateOperator', { operator: sleeping, isActive: true }, 'order:cancel'],
    ['updateOperator', { operator: sleeping, organisation: child.globalId }, 'order:cancel'],
    ['updateOperator', { operator: admin, email: 'mine@example.com' }, 'organisation:manage'],
    ['updateOperator', { operator: admin, isAdmin: false }, 'organisation:manage'],
    ['createRole', { name: 'Another', permissions: ['order:view', 'order:cancel'] }, 'order:cancel'],
    ['updateRole', { role: weak, permissions: ['order:view', 'order:cancel'] }, 'order:cancel'],
    ['updateRole', { role: strong, permissions: ['order:view'] }, 'order:cancel'],
    ['removeRole', { role: strong }, 'order:cancel'],
  ] as const) {
    const selection = '... on PermissionDeniedError { permission }';
    const { permission } = await world.withoutWriting(() => actor.mutate(field, input, selection));
    expect(permission, `${field} ${JSON.stringify(input)}`).toBe(lacking);
  }
  const allowed = await actor.mutate('updateOperator', { operator: plain, roles: [], isActive: false });
  expect(allowed.__typename).toBe('UpdateOperatorSuccess');
});

test('a client with a limited scope cannot grant more than its scope', async () => {
  const partner = await world.partner();
  const limited = await operatorOf(world, partner, { isAdmin: true, scope: 'operator:manage order:view' });

  const input = { name: 'Isa', email: 'isa@example.com', isAdmin: true };
  expect((await world.withoutWriting(() => limited.mutate('createOperator', input))).code).toBe('PERMISSION_DENIED');
  expect((await limited.mutate('createRole', { name: 'Own', permissions: ['order:view'] })).__typename).toBe(
    'CreateRoleSuccess',
  );
});

test('an operator can change its own name but not its permissions', async () => {
  const partner = await world.partner();
  const child = await world.partner({ parent: partner });
  const weak = await roleOf(partner, 'Weak', ['order:view']);
  const admin = await operatorOf(world, partner, { isAdmin: true });
  const manager = await operatorOf(world, partner, { permissions: managing });

  for (const actor of [admin, manager]) {
    const operator = globalId('Operator', actor.operatorId);
    const { node } = await actor.graphql(`{ node(id: "${operator}") { ... on Operator { isAdmin roles { id } } } }`);
    const [{ id: role }] = node.roles;
    for (const [field, input] of [
      ['updateOperator', { operator, isActive: false }],
      ['updateOperator', { operator, roles: [role, weak] }],
      ['updateOperator', { operator, organisation: child.globalId }],
      ['updateRole', { role, permissions: ['order:view'] }],
      ...(node.isAdmin ? [['updateOperator', { operator, isAdmin: false }] as const] : []),
    ] as const) {
      expect(await world.withoutWriting(() => actor.mutate(field, input))).toEqual(ownRights);
    }
    const same = { operator, organisation: partner.globalId, roles: [role], isActive: true, isAdmin: node.isAdmin };
    expect((await actor.mutate('updateOperator', { ...same, name: 'Isa' })).__typename).toBe('UpdateOperatorSuccess');
    expect((await actor.mutate('updateRole', { role, name: `Of ${actor.operatorId}` })).__typename).toBe(
      'UpdateRoleSuccess',
    );
  }
});

test('during emulation neither authentication nor permissions of an operator can be changed', async () => {
  const above = await world.partner();
  const partner = await world.partner({ parent: above });
  const child = await world.partner({ parent: partner });
  const actor = await operatorOf(world, above, { isAdmin: true });
  const emulated = await operatorOf(world, partner, { isAdmin: true });
  const other = await operatorOf(world, partner);
  const ctx = await actOnBehalfOf(await actor.context(), emulated.operatorId);
  const person = { name: 'Isa', email: 'isa@example.com' };
  const [operator, self] = [other.operatorId, emulated.operatorId];
  const [{ roleId: role } = { roleId: 0 }] = await world.rows<{ roleId: number }>(
    'SELECT "roleId" FROM "OperatorRole" WHERE "operatorId" = $1',
    [self],
  );
  const codeOf = async (attempt: () => Promise<unknown>) =>
    world.withoutWriting(() =>
      attempt().then(
        () => 'done',
        ({ code }) => code as string,
      ),
    );

  const codes = [
    await codeOf(() => createOperator(ctx, { ...person, mustResetPassword: true })),
    await codeOf(() => createOperator(ctx, { ...person, twoFactor: false })),
    await codeOf(() => updateOperator(ctx, { operator, mustResetPassword: true })),
    await codeOf(() => updateOperator(ctx, { operator, twoFactor: true })),
    await codeOf(() => updateOperator(ctx, { operator, organisation: child.organisationId })),
    await codeOf(() => updateOperator(ctx, { operator: self, isActive: false })),
    await codeOf(() => updateOperator(ctx, { operator: actor.operatorId, name: 'Isa' })),
    await codeOf(() => updateRole(ctx, { role, permissions: ['order:view'] })),
  ];
  expect(codes).toEqual([
    ...Array.from({ length: 5 }, () => 'NOT_WHILE_EMULATING'),
    'OWN_RIGHTS',
    'OPERATOR_NOT_FOUND',
    'OWN_RIGHTS',
  ]);
  await updateOperator(ctx, { operator, name: 'Lulwa' });
  const [event] = await world.rows(
    'SELECT "actorOperatorId", "onBehalfOfId", "subjectId" FROM "Event" ORDER BY "id" DESC LIMIT 1',
  );
  expect(event).toEqual({ actorOperatorId: actor.operatorId, onBehalfOfId: self, subjectId: operator });
});

/** What every operator may do, each permission with the organisation where it may. */
async function rights(): Promise<Map<number, Set<string>>> {
  const rows = await world.rows<{ id: number; organisationId: number; held: Permission[] }>(
    `SELECT o."id", o."organisationId", CASE
       WHEN NOT o."isActive" THEN '{}' WHEN o."isAdmin" THEN $1::text[]
       ELSE ARRAY(SELECT unnest(r."permissions") FROM "OperatorRole" h JOIN "Role" r ON r."id" = h."roleId"
                  WHERE h."operatorId" = o."id") END AS held
     FROM "Operator" o`,
    [permissions],
  );
  return new Map(
    rows.map(({ id, organisationId, held }) => [id, new Set(held.map((one) => `${one}@${organisationId}`))]),
  );
}

/** What an operator may do now; nothing once it is disabled or has lost its client. */
async function heldBy(actor: OperatorAtDoors): Promise<ReadonlySet<Permission>> {
  return actor.context().then(
    (ctx) => ctx.actor.permissions,
    () => new Set<Permission>(),
  );
}

const few: readonly Permission[] = ['operator:view', 'order:view', 'order:cancel', 'user:view'];
const most = fc.subarray([...few], { minLength: 3 });
const some = fc.subarray([...few], { minLength: 1, maxLength: 2 });
const place = fc.nat(20);
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const profile = {
  isAdmin: fc.constantFrom(true, undefined, undefined, undefined, undefined),
  isActive: maybe(fc.boolean()),
  organisation: fc.constantFrom(0, 1, undefined, undefined),
  roles: maybe(fc.array(place, { minLength: 1, maxLength: 2 })),
};
const attempts = fc.oneof(
  fc.record({ verb: fc.constant('createOperator' as const), ...profile }),
  fc.record({ verb: fc.constant('updateOperator' as const), operator: place, ...profile }),
  fc.record({ verb: fc.constant('createRole' as const), organisation: maybe(place), permissions: some }),
  fc.record({ verb: fc.constant('updateRole' as const), role: place, permissions: some }),
  fc.record({ verb: fc.constant('removeRole' as const), role: place }),
);
const lives = fc.record({
  held: fc.tuple(most, most, most),
  roles: fc.tuple(some, some, some),
  steps: fc.array(fc.tuple(fc.nat(2), attempts), { minLength: 8, maxLength: 12 }),
});
type Attempt = typeof attempts extends fc.Arbitrary<infer Value> ? Value : never;

/** An organisation with another below it, three operators who manage others, and three roles. */
async function company(held: readonly Permission[][], roles: readonly Permission[][]) {
  const partner = await world.partner();
  const child = await world.partner({ parent: partner });
  const actors: OperatorAtDoors[] = [];
  for (const permissions of held) {
    actors.push(await operatorOf(world, partner, { permissions: ['operator:manage', ...permissions] }));
  }
  for (const [index, permissions] of roles.entries()) await roleOf(partner, `Role ${index}`, permissions);
  const organisationIds = [partner.organisationId, child.organisationId];
  const idsOf = async (type: string, condition: string) => {
    const text = `SELECT "id" FROM "${type}" WHERE "organisationId" = ANY($1) AND ${condition} ORDER BY "id"`;
    return (await world.rows<{ id: number }>(text, [organisationIds])).map(({ id }) => globalId(type, id));
  };
  const things = async () => ({
    organisation: [partner.globalId, child.globalId],
    operator: await idsOf('Operator', 'true'),
    role: await idsOf('Role', '"builtIn" IS NULL'),
  });
  return { actors, things };
}

type Company = Awaited<ReturnType<typeof company>>;

/** An attempt as an input, in which places among the things that there are became their ids. */
async function inputOf({ things }: Company, { verb, ...attempt }: Attempt, number: number) {
  const there = await things();
  const pick = (from: readonly string[], index: number) => from[index % from.length] ?? globalId('Role', 999999);
  const members = Object.entries(attempt).map(([member, value]) => {
    if (typeof value === 'number') return [member, pick(there[member as keyof typeof there], value)];
    return [member, member === 'roles' ? (value as number[])?.map((index) => pick(there.role, index)) : value];
  });
  const named = {
    createOperator: { name: 'New', email: `e${number}@example.com` },
    createRole: { name: `N${number}` },
  };
  return { ...Object.fromEntries(members), ...named[verb as keyof typeof named] };
}

/** A life in which something is given and something refused, whatever the others come to. */
const eventful = {
  held: [[...few], [...few], [...few]] as [Permission[], Permission[], Permission[]],
  roles: [['order:view'], ['order:cancel'], ['user:view']] as [Permission[], Permission[], Permission[]],
  steps: [0, 1, 2].flatMap((who): [number, Attempt][] => {
    const operator = { verb: 'createOperator' as const, isActive: undefined, organisation: 0 as const };
    return [
      [who, { ...operator, isAdmin: undefined, roles: [who] }],
      [who, { ...operator, isAdmin: true, roles: undefined }],
    ];
  }),
};

test('random actions of operators never grant a permission that the actor lacks', async () => {
  const seen = { given: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(lives, async ({ held, roles, steps }) => {
      const there = await company(held, roles);
      for (const [number, [who, attempt]] of steps.entries()) {
        const actor = there.actors[who] as OperatorAtDoors;
        const [own, before] = [await heldBy(actor), await rights()];
        if (own.size === 0) continue;
        const input = await inputOf(there, attempt, number);
        const { __typename } = await actor.mutate(attempt.verb, input);

        const gained = [...(await rights())].flatMap(([id, now]) => [...now.difference(before.get(id) ?? new Set())]);
        const beyond = gained.filter((right) => !own.has(right.split('@')[0] as Permission));
        expect(beyond, `${attempt.verb} ${JSON.stringify(input)}`).toEqual([]);
        seen.given += gained.length;
        if (!__typename.endsWith('Success')) seen.refused += 1;
      }
    }),
    { numRuns: 20, examples: [[eventful]] },
  );
  // Enough was given and enough refused for this to mean something.
  expect([seen.given > 5, seen.refused > 2]).toEqual([true, true]);
});
