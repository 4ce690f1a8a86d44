import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Permission, permissions } from '../../src/shared/permission.ts';
import { createClient } from '../support/api-clients.ts';
import { globalId } from '../support/graphql-door.ts';
import { type OperatorAtDoors, operatorOf } from '../support/operators.ts';
import { sendRaw } from '../support/raw-http.ts';
import { createWorld } from '../support/world.ts';

// Operators who act on behalf of operators below them.

const world = await createWorld();
const vendor = await world.partner({ name: 'Vendor' });
const reseller = await world.partner({ name: 'Reseller', parent: vendor });
const stranger = await world.partner({ name: 'Stranger' });

const boss = await operatorOf(world, vendor, { permissions });
const clerk = await operatorOf(world, reseller, { permissions });
const above = await operatorOf(world, vendor, { permissions });
const beside = await operatorOf(world, stranger, { permissions });

interface Way {
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

const byHeader = (operatorId: number | string): Way => ({ headers: { 'x-on-behalf-of': String(operatorId) } });
const byExtension = (onBehalfOf: unknown): Way => ({ extensions: { onBehalfOf } });

/** What GraphQL answers to an operator who acts this way. */
async function ask({ key }: Pick<OperatorAtDoors, 'key'>, { headers = {}, extensions }: Way, query: string) {
  const { status, body } = await sendRaw(world.url, {
    path: '/graphql',
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, extensions }),
  });
  const { data, errors = [] } = JSON.parse(body);
  return { status, data, codes: errors.map((error: { extensions: { code: string } }) => error.extensions.code) };
}

/** What the envelope answers to an operator who acts this way. */
async function call({ key }: Pick<OperatorAtDoors, 'key'>, { headers = {} }: Way, method: string, params: object) {
  const answer = await sendRaw(world.url, {
    path: '/envelope',
    method: 'POST',
    headers: { 'x-api-key': key, ...headers },
    body: JSON.stringify({ method, params }),
  });
  return { status: answer.status, body: JSON.parse(answer.body), code: answer.headers['x-error-code'] };
}

const viewer = `{ viewer {
  organisation { id } permissions operator { databaseId }
  real { organisation { databaseId name } operator { id databaseId name organisation { name } } apiKey { hint } }
  onBehalfOf { id databaseId name organisation { databaseId name } }
} }`;

const ways: readonly (readonly [string, Way])[] = [
  ['the header', byHeader(clerk.operatorId)],
  ['the extension with our id', byExtension(clerk.operatorId)],
  ['the extension with our id as text', byExtension(String(clerk.operatorId))],
  ['the extension with the id of GraphQL', byExtension(globalId('Operator', clerk.operatorId))],
  ['both', { ...byHeader(clerk.operatorId), ...byExtension(clerk.operatorId) }],
];

test.for(ways)('with %s an operator sees and acts as one below, and the result shows it', async ([, way]) => {
  const { status, data } = await ask(boss, way, viewer);

  expect([status, data.viewer]).toEqual([
    200,
    {
      organisation: { id: reseller.globalId },
      permissions: [...permissions].sort(),
      operator: { databaseId: clerk.operatorId },
      real: {
        organisation: { databaseId: vendor.organisationId, name: 'Vendor' },
        operator: {
          id: globalId('Operator', boss.operatorId),
          databaseId: boss.operatorId,
          name: 'Op Erator',
          organisation: { name: 'Vendor' },
        },
        apiKey: null,
      },
      onBehalfOf: {
        id: globalId('Operator', clerk.operatorId),
        databaseId: clerk.operatorId,
        name: 'Op Erator',
        organisation: { databaseId: reseller.organisationId, name: 'Reseller' },
      },
    },
  ]);
});

test('a caller in its own name is described as such, with a key and with a token', async () => {
  const [byKey, byToken] = [await ask(vendor, {}, viewer), await ask(boss, byExtension(null), viewer)];

  const organisation = { databaseId: vendor.organisationId, name: 'Vendor' };
  const hint = vendor.key.slice(0, 16);
  expect(byKey.data.viewer).toMatchObject({ operator: null, onBehalfOf: null });
  expect(byKey.data.viewer.real).toEqual({ organisation, operator: null, apiKey: { hint } });
  expect(byToken.data.viewer).toMatchObject({
    operator: { databaseId: boss.operatorId },
    real: { organisation, operator: { databaseId: boss.operatorId }, apiKey: null },
    onBehalfOf: null,
  });
});

test('a call of the envelope acts on behalf of the operator below, too', async () => {
  const params = { id: 'FROM-ENVELOPE', name: 'ABC', admin: { email: 'isa@example.com' } };

  const { status, body } = await call(boss, byHeader(clerk.operatorId), 'createCustomer', params);
  expect([status, body.partner]).toEqual([200, reseller.organisationId]);
});

const nobody = 2 ** 31 - 1;

/** Whom nobody may act for, each looking like all others. */
const impossible = [
  ['an operator of the same organisation', boss, above.operatorId],
  ['itself', boss, boss.operatorId],
  ['an operator above', clerk, boss.operatorId],
  ['an operator elsewhere', boss, beside.operatorId],
  ['nobody', boss, nobody],
  ['an operator below, but with a key', vendor, clerk.operatorId],
] as const;

test.for(impossible)('acting on behalf of %s is refused', async ([, actor, operatorId]) => {
  const create = { id: 'NEVER', name: 'ABC', admin: { email: 'isa@example.com' } };
  const { envelope, ...graphql } = await world.withoutWriting(async () => ({
    envelope: await call(actor, byHeader(operatorId), 'createCustomer', create),
    header: await ask(actor, byHeader(operatorId), '{ viewer { now } }'),
    extension: await ask(actor, byExtension(operatorId), '{ viewer { now } }'),
  }));

  expect(envelope).toEqual({
    status: 403,
    code: 'EMULATION_REFUSED',
    body: "You can't act on behalf of this operator. The operator must be active and belong to an organisation below yours. You must be an operator yourself and act in your own name.",
  });
  const refused = { status: 403, data: undefined, codes: ['EMULATION_REFUSED'] };
  expect(graphql).toEqual({ header: refused, extension: refused });
});

test('acting on behalf of a disabled operator is refused', async () => {
  const { operatorId } = await operatorOf(world, reseller, { permissions });
  await world.rows('UPDATE "Operator" SET "isActive" = false WHERE "id" = $1', [operatorId]);

  const { status, codes } = await ask(boss, byHeader(operatorId), '{ viewer { now } }');
  expect([status, codes]).toEqual([403, ['EMULATION_REFUSED']]);
});

test('emulation without the permission is refused, whether or not the operator exists', async () => {
  const seller = await operatorOf(world, vendor, { permissions: ['customer:view'] });

  for (const operatorId of [clerk.operatorId, nobody]) {
    for (const way of [byHeader(operatorId), byExtension(operatorId)]) {
      const { status, codes } = await ask(seller, way, '{ viewer { now } }');
      expect([status, codes]).toEqual([403, ['PERMISSION_DENIED']]);
    }
    expect(await call(seller, byHeader(operatorId), 'getCustomer', { id: 'ABC' })).toMatchObject({
      status: 403,
      code: 'PERMISSION_DENIED',
    });
  }
});

test('a missing or repeated operator id is refused with a clear message at every door', async () => {
  const id = String(clerk.operatorId);
  const headers = ['', '0', '-1', '1.5', 'abc', '99999999999', '2147483648', `${id},${id}`, [id, id], [id, '7']];

  for (const named of headers) {
    const way = { headers: { 'x-on-behalf-of': named } };
    const asked = await ask(boss, way, '{ viewer { now } }');
    expect([asked.status, asked.codes], String(named)).toEqual([400, ['BAD_EMULATION']]);
    expect(await call(boss, way, 'getCustomer', { id: 'ABC' })).toEqual({
      status: 400,
      code: 'BAD_EMULATION',
      body: 'The header X-On-Behalf-Of must be the id of one operator, a whole number. Send it once.',
    });
  }
  for (const named of ['', 'abc', 0, -1, 1.5, true, {}, [clerk.operatorId], 2 ** 31, reseller.globalId, '0x1']) {
    const { status, codes } = await ask(boss, byExtension(named), '{ viewer { now } }');
    expect([status, codes], String(named)).toEqual([400, ['BAD_EMULATION']]);
  }
});

test('emulation does not nest: the header and the extension must name the same operator', async () => {
  const deeper = await world.partner({ parent: reseller });
  const { operatorId } = await operatorOf(world, deeper, { permissions });

  for (const [first, second] of [
    [clerk.operatorId, operatorId],
    [operatorId, clerk.operatorId],
  ] as const) {
    const both = { ...byHeader(first), ...byExtension(second) };
    const { status, codes } = await ask(boss, both, '{ viewer { now } }');
    expect([status, codes]).toEqual([400, ['BAD_EMULATION']]);
  }
});

test('the extension works with GET, and beside other extensions', async () => {
  const parameters = new URLSearchParams({
    query: '{ viewer { onBehalfOf { databaseId } } }',
    extensions: JSON.stringify({ onBehalfOf: clerk.operatorId, other: 1 }),
  });
  const response = await fetch(`${world.url}/graphql?${parameters}`, { headers: { 'x-api-key': boss.key } });

  expect(await response.json()).toMatchObject({ data: { viewer: { onBehalfOf: { databaseId: clerk.operatorId } } } });
});

test('credentials and passwords cannot be set during emulation', async () => {
  const client = await createClient(reseller, clerk.operatorId);
  const { apiKeys } = await reseller.graphql('{ apiKeys { nodes { id } } }');
  const operator = globalId('Operator', clerk.operatorId);
  const fields = {
    key: 'createKey(input: {})',
    revoked: `revokeKey(input: { apiKey: "${apiKeys.nodes[0].id}" })`,
    client: `createApiClient(input: { operator: "${operator}", name: "x" })`,
    rotated: `rotateApiClientSecret(input: { apiClient: "${client.id}" })`,
    ended: `revokeApiClient(input: { apiClient: "${client.id}" })`,
    user: 'createUser(input: { email: "a@example.com", password: "a password" })',
    reset: 'resetPasswordByEmail(input: { email: "a@example.com", password: "a password" })',
  };
  const query = Object.entries(fields).map(([name, field]) => `${name}: ${field} { ... on Error { code } }`);

  for (const way of [byHeader(clerk.operatorId), byExtension(clerk.operatorId)]) {
    const { data } = await world.withoutWriting(() => ask(boss, way, `mutation { ${query.join(' ')} }`));
    expect(data).toEqual(
      Object.fromEntries(Object.keys(fields).map((name) => [name, { code: 'NOT_WHILE_EMULATING' }])),
    );
  }
});

const anyPermissions = fc.subarray([...permissions]);

test('during emulation only the permissions of both apply, and every event names both', async () => {
  const actor = await operatorOf(world, vendor);
  const emulated = await operatorOf(world, reseller);
  const allow = async ({ operatorId }: OperatorAtDoors, held: readonly Permission[]) =>
    world.rows(
      `UPDATE "Role" SET "permissions" = $2 WHERE "id" = (SELECT "roleId" FROM "OperatorRole" WHERE "operatorId" = $1)`,
      [operatorId, held],
    );
  let count = 0;

  await fc.assert(
    fc.asyncProperty(anyPermissions, anyPermissions, fc.boolean(), async (one, other, isHeader) => {
      const own: Permission[] = ['operator:emulate', ...one.filter((permission) => permission !== 'operator:emulate')];
      await allow(actor, own);
      await allow(emulated, other);
      const way = isHeader ? byHeader(emulated.operatorId) : byExtension(emulated.operatorId);
      const both = own.filter((permission) => other.includes(permission)).sort();
      count += 1;
      const remoteId = `C-${count}`;
      const create = `mutation { createCustomer(input: { remoteId: "${remoteId}", name: "C",
        admin: { email: "isa@example.com" } }) { __typename } }`;

      expect((await ask(actor, way, '{ viewer { permissions } }')).data.viewer.permissions).toEqual(both);
      const { data } = await ask(actor, way, create);
      const isAllowed = both.includes('customer:manage');
      expect(data.createCustomer.__typename).toBe(isAllowed ? 'CreateCustomerSuccess' : 'PermissionDeniedError');
      const events = await world.rows(
        `SELECT e."actorKind", e."actorOrganisationId", e."actorClientId", e."actorOperatorId", e."onBehalfOfId"
         FROM "Event" e JOIN "Customer" c ON e."subjectType" = 'CUSTOMER' AND e."subjectId" = c."id"
         WHERE c."remoteId" = $1 AND c."organisationId" = $2`,
        [remoteId, reseller.organisationId],
      );
      const event = {
        actorKind: 'API_CLIENT',
        actorOrganisationId: vendor.organisationId,
        actorClientId: actor.clientId,
        actorOperatorId: actor.operatorId,
        onBehalfOfId: emulated.operatorId,
      };
      expect(events).toEqual(isAllowed ? [event] : []);
    }),
    { numRuns: 40 },
  );
});
