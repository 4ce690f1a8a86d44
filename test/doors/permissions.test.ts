import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { builtInRoles } from '../../src/identity/built-in-roles.ts';
import { permissions } from '../../src/shared/permission.ts';
import { operatorOf } from '../support/operators.ts';
import { until } from '../support/until.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();

test('a token of an operator with order:renew can renew and do nothing else', async () => {
  const partner = await world.partner();
  await partner.mutate('createCustomer', { remoteId: 'ABC', name: 'ABC', admin: { email: 'isa@example.com' } });
  const order = { customer: 'ABC', product: 'oo-lite', seats: 20, duration: 'MONTHLY' };
  await partner.mutate('createFirstOrder', { ...order, remoteId: 'ORDER-1' });
  const operator = await operatorOf(world, partner, { permissions: ['order:renew'] });

  const refused = await world.withoutWriting(() => operator.mutate('suspendOrder', { firstOrder: 'ORDER-1' }));
  expect(refused).toEqual({
    __typename: 'PermissionDeniedError',
    code: 'PERMISSION_DENIED',
    message:
      'This request requires the permission order:suspend, which you do not have. Use a credential that has this permission.',
  });
  const early = await operator.mutate('createRenewalOrder', { firstOrder: 'ORDER-1', remoteId: 'ORDER-2' });
  expect(early.code).toBe('RENEWAL_TOO_EARLY');
  const { body, code } = await operator.envelope('getOrder', { id: 'ORDER-1' });
  expect([body, code]).toEqual([
    'This request requires the permission order:view, which you do not have. Use a credential that has this permission.',
    'PERMISSION_DENIED',
  ]);
});

test('a relation requires its own permission, even if it is only counted', async () => {
  const operator = await operatorOf(world, await world.partner(), { permissions: ['customer:view'] });

  expect(await operator.graphql('{ customers { totalCount nodes { name } } }')).toEqual({
    customers: { totalCount: 0, nodes: [] },
  });
  const denied = { extensions: { code: 'PERMISSION_DENIED' } };
  for (const selection of ['orders { nodes { id } }', 'orders { totalCount }', 'subscriptions { nodes { id } }']) {
    await expect(operator.graphql(`{ customers { nodes { ${selection} } } }`)).rejects.toMatchObject({
      response: { errors: [denied] },
    });
  }
  await expect(operator.graphql('{ orders { nodes { id } } }')).rejects.toMatchObject({
    response: { errors: [denied] },
  });
});

test('an administrator has all permissions, limited by the scope of the client', async () => {
  const partner = await world.partner();
  const admin = await operatorOf(world, partner, { isAdmin: true });
  const limited = await operatorOf(world, partner, { isAdmin: true, scope: 'order:view' });

  expect([...(await admin.context()).actor.permissions]).toEqual([...permissions]);
  expect([...(await limited.context()).actor.permissions]).toEqual(['order:view']);
});

test('a new organisation has the built-in roles', async () => {
  const { organisationId } = await world.partner();

  const roles = await world.rows(
    'SELECT "builtIn", "name", "permissions" FROM "Role" WHERE "organisationId" = $1 ORDER BY "id"',
    [organisationId],
  );
  expect(roles).toEqual(builtInRoles);
});

test('a filter does not reveal what the actor may not see', async () => {
  const partner = await world.partner();
  const operator = await operatorOf(world, partner, { permissions: ['order:view', 'audit:view'] });
  const denied = { response: { errors: [{ extensions: { code: 'PERMISSION_DENIED' } }] } };

  expect(await operator.graphql('{ subscriptions { totalCount } }')).toEqual({ subscriptions: { totalCount: 0 } });
  await expect(operator.graphql('{ subscriptions(filter: { text: "ABC" }) { totalCount } }')).rejects.toMatchObject(
    denied,
  );
});

test('a credential revoked while the body is arriving is refused', async () => {
  const partner = await world.partner();
  const body = JSON.stringify({ query: 'mutation { createKey(input: {}) { __typename } }' });
  const { hostname, port } = new URL(world.url);
  const socket = connect(Number(port), hostname);
  const answered = new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))));
  socket.write(
    `POST /graphql HTTP/1.1\r\nhost: x\r\nx-api-key: ${partner.key}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`,
  );
  // The headers are looked at at once; a body that takes longer than a second has its sender looked up again.
  const used = 'SELECT FROM "ApiKey" WHERE "organisationId" = $1 AND "lastUsedAt" IS NOT NULL';
  await until(async () => (await world.rows(used, [partner.organisationId])).length > 0);
  await world.rows('UPDATE "ApiKey" SET "revokedAt" = "createdAt" WHERE "organisationId" = $1', [
    partner.organisationId,
  ]);
  await setTimeout(1_200);
  socket.write(body);

  expect(await answered).toMatch(/^HTTP\/1.1 401 /);
  socket.destroy();
});
