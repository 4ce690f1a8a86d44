import { expect, test } from 'vitest';
import { getOperator } from '../../src/operators/get-operator.ts';
import { ListOperatorsInput, listOperators } from '../../src/operators/list-operators.ts';
import { parseInput } from '../../src/shared/input.ts';
import { operatorOf } from '../support/operators.ts';
import type { Partner } from '../support/partner.ts';
import { newOperator, roleNamed } from '../support/roles.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();
world.setRealTime(Temporal.Instant.from('2026-11-21T10:00:00Z'));

const numberIn = (id: string) => Number(Buffer.from(id, 'base64').toString().split(':')[1]);
const now = Temporal.Instant.from('2026-11-21T10:00:00Z');

/** The names of a page of operators, and how many there are. */
async function found(partner: Partner, input: Readonly<Record<string, unknown>> = {}): Promise<[string[], number]> {
  const { operators, total } = await listOperators(await partner.context(), parseInput(ListOperatorsInput, input));
  return [operators.map(({ name }) => name), total];
}

/** An organisation with three operators, one below it with one, and a stranger with another. */
async function staffed() {
  const partner = await world.partner();
  const child = await world.partner({ parent: partner });
  const stranger = await world.partner();
  await newOperator(partner, { name: 'Isa', email: 'c@example.com', isVerified: true });
  await newOperator(partner, { name: 'Lulwa', email: 'B_1@example.com', isActive: false });
  await newOperator(partner, { name: 'ali 100%', email: 'bx1@example.com', mustResetPassword: true });
  await newOperator(child, { name: 'Isa', email: 'a@example.com' });
  await newOperator(stranger, { name: 'Isa', email: 'a@example.com' });
  return { partner, child, stranger };
}

test('an operator is returned with its roles, and with its live clients if the caller may see credentials', async () => {
  const partner = await world.partner();
  const { operatorId, clientId } = await operatorOf(world, partner);
  const [client] = await world.rows<{ clientId: string }>('SELECT "clientId" FROM "ApiClient" WHERE "id" = $1', [
    clientId,
  ]);
  await world.rows(
    `INSERT INTO "ApiClient" ("organisationId", "operatorId", "clientId", "name", "createdAt", "revokedAt")
     VALUES ($1, $2, gen_random_uuid(), 'revoked', '2026-01-01Z', '2026-02-01Z')`,
    [partner.organisationId, operatorId],
  );
  const viewer = await operatorOf(world, partner, { permissions: ['operator:view'] });
  const roles = [await roleNamed(partner, 'Finance'), await roleNamed(partner, 'Seller')];
  const other = numberIn(await newOperator(partner, { roles, notifications: ['QUOTE_CREATED'] }));

  const seen = await getOperator(await partner.context(), { operator: operatorId });
  expect(seen.apiClients).toEqual([{ id: clientId, name: 'a client', clientId: client?.clientId }]);
  expect(await getOperator(await viewer.context(), { operator: operatorId })).toEqual({ ...seen, apiClients: [] });
  expect(await getOperator(await viewer.context(), { operator: other })).toEqual({
    id: other,
    organisationId: partner.organisationId,
    name: 'Isa Aswath',
    email: 'isa@example.com',
    isAdmin: false,
    twoFactor: false,
    isActive: true,
    isVerified: false,
    mustResetPassword: false,
    language: 'en',
    timeZone: 'UTC',
    timeoutSeconds: 86400,
    notifications: ['quote_created'],
    roles: roles.map(numberIn).sort((one, another) => one - another),
    apiClients: [],
    createdAt: now,
    updatedAt: now,
  });
});

test('operators are found at and below an organisation, and nowhere else', async () => {
  const { partner, child, stranger } = await staffed();
  const places = [child.organisationId, stranger.organisationId];

  expect(await found(partner)).toEqual([['Isa', 'Lulwa', 'ali 100%', 'Isa'], 4]);
  expect(await found(child)).toEqual([['Isa'], 1]);
  expect(await found(partner, { organisations: places })).toEqual([['Isa'], 1]);
  expect(await found(partner, { organisations: [stranger.organisationId] })).toEqual([[], 0]);
  expect(await found(partner, { organisations: [] })).toEqual([[], 0]);
  const [id] = await world.rows<{ id: number }>('SELECT "id" FROM "Operator" WHERE "organisationId" = $1', [
    stranger.organisationId,
  ]);
  const missing = { code: 'OPERATOR_NOT_FOUND', message: '' };
  for (const operator of [id?.id ?? 0, 999999]) {
    await expect(getOperator(await partner.context(), { operator })).rejects.toMatchObject(missing);
  }
});

test('operators are found by part of their name or e-mail address, and by their states', async () => {
  const { partner } = await staffed();

  expect(await found(partner, { text: 'ISA' })).toEqual([['Isa', 'Isa'], 2]);
  expect(await found(partner, { text: 'b_1' })).toEqual([['Lulwa'], 1]);
  expect(await found(partner, { text: '0%' })).toEqual([['ali 100%'], 1]);
  expect(await found(partner, { text: '\\' })).toEqual([[], 0]);
  expect(await found(partner, { isVerified: true })).toEqual([['Isa'], 1]);
  expect(await found(partner, { isActive: false })).toEqual([['Lulwa'], 1]);
  expect(await found(partner, { mustResetPassword: true })).toEqual([['ali 100%'], 1]);
  expect(await found(partner, { text: 'example.com', isVerified: false, isActive: true })).toEqual([
    ['ali 100%', 'Isa'],
    2,
  ]);
});

test('operators are sorted by the given order, then by id, and paginated', async () => {
  const { partner } = await staffed();
  const emails = async (sortBy: unknown[]) => {
    const { operators } = await listOperators(await partner.context(), parseInput(ListOperatorsInput, { sortBy }));
    return operators.map(({ email }) => email[0]);
  };
  const [byName, byEmail] = [
    { field: 'name', direction: 'DESC' },
    { field: 'email', direction: 'ASC' },
  ];

  expect(await emails([byEmail])).toEqual(['a', 'B', 'b', 'c']);
  expect(await emails([{ ...byEmail, direction: 'DESC' }])).toEqual(['c', 'b', 'B', 'a']);
  expect(
    await emails([
      { ...byEmail, direction: 'ASC' },
      { ...byEmail, direction: 'DESC' },
    ]),
  ).toEqual(['a', 'B', 'b', 'c']);
  const isas = async (sortBy: unknown[]) => (await emails(sortBy)).filter((email) => 'ac'.includes(email ?? ''));
  expect(await isas([byName])).toEqual(['c', 'a']);
  expect(await isas([byName, byEmail])).toEqual(['a', 'c']);
  expect(await found(partner, { page: 2, perPage: 3 })).toEqual([['Isa'], 4]);
  expect(await found(partner, { page: 3, perPage: 3 })).toEqual([[], 4]);
  expect(await found(partner, { page: 2_147_483_647, perPage: 1000 })).toEqual([[], 4]);
  const wrong = { page: 0, perPage: 1001, sortBy: [{ field: 'id', direction: 'UP' }] };
  expect(() => parseInput(ListOperatorsInput, wrong)).toThrow(
    expect.objectContaining({ issues: expect.objectContaining({ length: 4 }) }),
  );
});

test('reads require operator:view', async () => {
  const partner = await world.partner();
  const actor = await operatorOf(world, partner, { permissions: ['operator:manage'] });
  const ctx = await actor.context();

  const denied = { code: 'PERMISSION_DENIED', permission: 'operator:view' };
  await expect(getOperator(ctx, { operator: actor.operatorId })).rejects.toMatchObject(denied);
  await expect(listOperators(ctx, parseInput(ListOperatorsInput, {}))).rejects.toMatchObject(denied);
});
