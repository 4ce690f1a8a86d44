import { expect, test } from 'vitest';
import { getOperator } from '../../src/operators/get-operator.ts';
import { operatorOf } from '../support/operators.ts';
import type { Partner } from '../support/partner.ts';
import { newOperator, roleNamed, roleOf } from '../support/roles.ts';
import { tally } from '../support/sales.ts';
import { createWorld } from '../support/world.ts';

// What is done to operators and roles at the same moment.

const world = await createWorld();

const numberIn = (id: string) => Number(Buffer.from(id, 'base64').toString().split(':')[1]);

const times = <Value>(count: number, make: (index: number) => Value) =>
  Array.from({ length: count }, (_, index) => make(index));

const outcomes = async (attempts: Promise<{ __typename: string }>[]) =>
  tally((await Promise.all(attempts)).map(({ __typename }) => __typename));

/** How many operators of a partner have this e-mail, whatever its case. */
const holdersOf = async ({ organisationId }: Partner, email: string) =>
  (
    await world.rows('SELECT 1 FROM "Operator" WHERE "organisationId" = $1 AND lower("email") = $2', [
      organisationId,
      email,
    ])
  ).length;

const eventsOf = async ({ organisationId }: Partner, verb: string) =>
  (await world.rows('SELECT 1 FROM "Event" WHERE "organisationId" = $1 AND "verb" = $2', [organisationId, verb]))
    .length;

test('of twenty simultaneous operators with one e-mail address, one is created', async () => {
  const partner = await world.partner();

  const attempt = (index: number) => {
    const email = index % 2 === 0 ? 'isa@example.com' : 'ISA@example.com';
    return partner.mutate('createOperator', { name: `Isa ${index}`, email });
  };
  expect(await outcomes(times(20, attempt))).toEqual({ CreateOperatorSuccess: 1, OperatorEmailTakenError: 19 });
  expect([await holdersOf(partner, 'isa@example.com'), await eventsOf(partner, 'createOperator')]).toEqual([1, 1]);
});

test('of ten operators that change to one e-mail address and one that is created with it, one succeeds', async () => {
  const partner = await world.partner();
  const operators: string[] = [];
  for (const index of times(10, (index) => index)) {
    operators.push(await newOperator(partner, { email: `e${index}@example.com` }));
  }

  const results = await outcomes([
    ...operators.map((operator) => partner.mutate('updateOperator', { operator, email: 'one@example.com' })),
    partner.mutate('createOperator', { name: 'Isa', email: 'One@example.com' }),
  ]);
  expect(results['OperatorEmailTakenError']).toBe(10);
  expect(await holdersOf(partner, 'one@example.com')).toBe(1);
});

test('of several roles that get the same name simultaneously, one succeeds', async () => {
  const partner = await world.partner();
  const roles = [await roleOf(partner, 'One', ['order:view']), await roleOf(partner, 'Two', ['order:view'])];

  const results = await outcomes([
    ...roles.map((role) => partner.mutate('updateRole', { role, name: 'Same' })),
    ...times(8, () => partner.mutate('createRole', { name: 'Same', permissions: ['order:view'] })),
  ]);
  expect(results['RoleNameTakenError']).toBe(9);
  const named = await world.rows(`SELECT 1 FROM "Role" WHERE "organisationId" = $1 AND "name" = 'Same'`, [
    partner.organisationId,
  ]);
  expect(named).toHaveLength(1);
});

test('a role that is removed while it is assigned is either removed or assigned', async () => {
  const partner = await world.partner();
  for (const round of times(10, (index) => index)) {
    const role = await roleOf(partner, `Role ${round}`, ['order:view']);
    const operators = [
      await newOperator(partner, { email: `a${round}@example.com` }),
      await newOperator(partner, { email: `b${round}@example.com` }),
    ];

    const [removed, ...given] = await Promise.all([
      partner.mutate('removeRole', { role }),
      ...operators.map((operator) => partner.mutate('updateOperator', { operator, roles: [role] })),
    ]);
    const isGone = removed.__typename === 'RemoveRoleSuccess';
    expect(isGone || removed.code === 'ROLE_IN_USE').toBe(true);
    const expected = given.map(({ __typename }) => (isGone ? 'RoleNotFoundError' : __typename));
    expect(given.map(({ __typename }) => __typename)).toEqual(expected);
    const held = await world.rows('SELECT 1 FROM "OperatorRole" WHERE "roleId" = $1', [numberIn(role)]);
    expect(held).toHaveLength(isGone ? 0 : given.filter(({ __typename }) => __typename.endsWith('Success')).length);
  }
});

test('an operator that is moved and changed simultaneously is in one organisation, with its roles only', async () => {
  const partner = await world.partner();
  const children = [await world.partner({ parent: partner }), await world.partner({ parent: partner })];
  const homes = [partner, ...children];
  const { operatorId } = await operatorOf(world, partner);
  const operator = Buffer.from(`Operator:${operatorId}`).toString('base64');
  const roles = await Promise.all(homes.map((home) => roleNamed(home, 'Seller')));

  const answers = await Promise.all(
    times(18, (index) => {
      const home = index % 3;
      const move = { organisation: homes[home]?.globalId, roles: [roles[home]] };
      return partner.mutate('updateOperator', { operator, ...move, name: `n${index}` });
    }),
  );
  expect(tally(answers.map(({ __typename }) => __typename))).toEqual({ UpdateOperatorSuccess: 18 });
  const { organisationId, roles: held } = await getOperator(await partner.context(), { operator: operatorId });
  const home = homes.findIndex((one) => one.organisationId === organisationId);
  expect(held).toEqual([numberIn(roles[home] ?? '')]);
  const clients = await world.rows(
    'SELECT "organisationId", "revokedAt" IS NULL AS live FROM "ApiClient" WHERE "operatorId" = $1',
    [operatorId],
  );
  expect(clients).toEqual([{ organisationId, live: false }]);
});
