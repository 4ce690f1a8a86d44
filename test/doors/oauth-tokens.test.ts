import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { purgeAccessTokens } from '../../src/api-clients/purge-access-tokens.ts';
import { ReadingPool } from '../../src/db/reading/reading-pool.ts';
import { createApp } from '../../src/gateway/app.ts';
import { createLog } from '../../src/log.ts';
import { permissions } from '../../src/shared/permission.ts';
import { askForToken, createClient, inBody, type MadeClient, postForm, tokenOf } from '../support/api-clients.ts';
import { startGateway, unhurried } from '../support/gateway.ts';
import { type OperatorOptions, operatorOf } from '../support/operators.ts';
import type { Partner } from '../support/partner.ts';
import { sendRaw } from '../support/raw-http.ts';
import { createWorld } from '../support/world.ts';

// What an access token is good for, at every door, and when it stops.

const world = await createWorld();
const at = (time: string) => world.setRealTime(Temporal.Instant.from(time));

async function clientOf(partner: Partner, options: OperatorOptions = { permissions: ['customer:view'] }) {
  const { operatorId } = await operatorOf(world, partner, options);
  return { operatorId, client: await createClient(partner, operatorId) };
}

/** The status at each door of the same good call with a token. */
async function knock(token: string): Promise<{ graphql: number; envelope: number }> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const send = async (path: string, body: object) =>
    (await fetch(`${world.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).status;
  return {
    graphql: await send('/graphql', { query: '{ customers { totalCount } }' }),
    envelope: await send('/envelope', { method: 'getCustomer', params: { id: 'ABC' } }),
  };
}

async function introspect(by: MadeClient, token: string) {
  return (await postForm(world, '/oauth/introspect', { token, ...inBody(by) })).json;
}

const opened = { graphql: 200, envelope: 200 };
const shut = { graphql: 401, envelope: 401 };

async function partnerWithCustomer(options = {}): Promise<Partner> {
  const partner = await world.partner(options);
  await partner.envelope('createCustomer', { id: 'ABC', name: 'ABC Company', admin: { email: 'isa@example.com' } });
  return partner;
}

test('a token is valid at every door for one hour of real time, even in a sandbox', async () => {
  at('2030-01-01T10:00:00.900Z');
  const partner = await partnerWithCustomer();
  const { client } = await clientOf(partner);
  const { json, headers } = await askForToken(world, client);
  const token = json.access_token;

  expect(json).toEqual({ access_token: token, token_type: 'Bearer', expires_in: 3600, scope: 'customer:view' });
  expect(token).toMatch(/^token_[0-9A-Za-z]{8}_[0-9A-Za-z]{38}$/);
  expect(headers).toMatchObject({ 'cache-control': 'no-store', pragma: 'no-cache' });
  await partner.advanceTo('2040-01-01T00:00:00Z');
  expect(await knock(token)).toEqual(opened);
  at('2030-01-01T10:59:59Z');
  expect([await knock(token), (await introspect(client, token)).active]).toEqual([opened, true]);
  at('2030-01-01T11:00:00Z');
  expect([await knock(token), await introspect(client, token)]).toEqual([shut, { active: false }]);
});

test.for([
  ['its operator was disabled', 'UPDATE "Operator" SET "isActive" = false WHERE "organisationId" = $1'],
  ['its organisation was archived', 'UPDATE "Organisation" SET "archivedAt" = now() WHERE "id" = $1'],
  ['its client was revoked', 'UPDATE "ApiClient" SET "revokedAt" = now() WHERE "organisationId" = $1'],
] as const)('a token is invalid from the next request on after %s', async ([, change]) => {
  at('2030-01-01T10:00:00Z');
  const above = await world.partner();
  const partner = await partnerWithCustomer({ parent: above });
  const [{ client }, { client: watcher }] = [await clientOf(partner), await clientOf(above)];
  const token = await tokenOf(world, client);
  expect([await knock(token), (await introspect(watcher, token)).active]).toEqual([opened, true]);

  await world.rows(change, [partner.organisationId]);

  expect([await knock(token), await introspect(watcher, token)]).toEqual([shut, { active: false }]);
  const { status, json } = await askForToken(world, client);
  expect([status, json.error]).toEqual([401, 'invalid_client']);
});

test('a token has the permissions common to its operator, its client and its own scope', async () => {
  at('2030-01-01T10:00:00Z');
  const partner = await partnerWithCustomer();
  const { operatorId } = await operatorOf(world, partner, {
    permissions: ['customer:view', 'order:view', 'user:view'],
  });
  const client = await createClient(partner, operatorId, { scope: ['customer:view', 'order:view', 'audit:view'] });
  const granted = async (scope?: string) => {
    const { json } = await askForToken(world, client, scope);
    const { viewer } = await partner.withKey(json.access_token).graphql('{ viewer { permissions } }');
    return [json.scope, viewer.permissions, (await introspect(client, json.access_token)).scope];
  };

  const both = 'customer:view order:view';
  expect(await granted()).toEqual([both, ['customer:view', 'order:view'], both]);
  expect(await granted('order:view audit:view order:view')).toEqual(['order:view', ['order:view'], 'order:view']);
  const limited = partner.withKey(await tokenOf(world, client, 'order:view'));
  expect((await limited.envelope('getCustomer', { id: 'ABC' })).code).toBe('PERMISSION_DENIED');
  await expect(limited.graphql('{ users { totalCount } }')).rejects.toMatchObject({
    response: { errors: [{ extensions: { code: 'PERMISSION_DENIED' } }] },
  });
});

test('without a limit, the scope of a token is the permissions of its roles, or all for an administrator', async () => {
  const partner = await world.partner();
  const [seller, admin] = [
    await operatorOf(world, partner, { permissions: ['order:view', 'customer:view'] }),
    await operatorOf(world, partner, { isAdmin: true }),
  ];
  const scopeOf = async (operatorId: number) => {
    const { json } = await askForToken(world, await createClient(partner, operatorId));
    return json.scope;
  };

  expect(await scopeOf(seller.operatorId)).toBe('customer:view order:view');
  expect(await scopeOf(admin.operatorId)).toBe(permissions.join(' '));
});

test('a token without any permission is refused and not stored, with or without a requested scope', async () => {
  const partner = await world.partner();
  const { operatorId } = await operatorOf(world, partner, { permissions: ['customer:view'] });
  const { operatorId: nobody } = await operatorOf(world, partner);
  const asked = await createClient(partner, operatorId);
  const limited = await createClient(partner, operatorId, { scope: ['audit:view'] });
  const ofNobody = await createClient(partner, nobody);

  for (const [client, scope] of [
    [asked, 'audit:view order:view'],
    [limited, undefined],
    [limited, 'audit:view'],
    [ofNobody, undefined],
  ] as const) {
    const { status, json } = await world.withoutWriting(() => askForToken(world, client, scope));
    expect([status, json]).toEqual([
      400,
      {
        error: 'invalid_scope',
        error_description:
          'The token would have no permission: the operator of this client has none within this scope. Ask for another scope, or give the operator a role.',
      },
    ]);
    const { node } = await partner.graphql(`{ node(id: "${client.id}") { ... on ApiClient { lastUsedAt } } }`);
    expect(node.lastUsedAt).toBe(null);
  }
});

test('introspection returns the remaining permissions, and no scope if there are none', async () => {
  const partner = await partnerWithCustomer();
  const { client } = await clientOf(partner, { permissions: ['customer:view', 'order:view'] });
  const token = await tokenOf(world, client);
  const leave = (permissions: string) =>
    world.rows(
      `UPDATE "Role" SET "permissions" = '{${permissions}}' WHERE "builtIn" IS NULL AND "organisationId" = $1`,
      [partner.organisationId],
    );

  expect(await introspect(client, token)).toMatchObject({ active: true, scope: 'customer:view order:view' });
  await leave('order:view');
  expect(await introspect(client, token)).toMatchObject({ active: true, scope: 'order:view' });
  await leave('');
  const { active, scope } = await introspect(client, token);
  expect([active, scope]).toEqual([true, undefined]);
});

test('a changed role affects tokens at once', async () => {
  const partner = await partnerWithCustomer();
  const { client } = await clientOf(partner);
  const token = await tokenOf(world, client);
  expect(await knock(token)).toEqual(opened);

  await world.rows(
    `UPDATE "Role" SET "permissions" = '{order:view}' WHERE "builtIn" IS NULL AND "organisationId" = $1`,
    [partner.organisationId],
  );

  expect((await partner.withKey(token).envelope('getCustomer', { id: 'ABC' })).code).toBe('PERMISSION_DENIED');
});

test('a client can introspect tokens of its own organisation and those below only', async () => {
  at('2030-01-01T10:00:00Z');
  const [vendor, stranger] = [await world.partner(), await world.partner()];
  const reseller = await world.partner({ parent: vendor });
  const [above, below, beside] = [await clientOf(vendor), await clientOf(reseller), await clientOf(stranger)];
  const colleague = await clientOf(reseller);
  const token = await tokenOf(world, below.client);
  const known = {
    active: true,
    scope: 'customer:view',
    client_id: below.client.clientId,
    token_type: 'Bearer',
    exp: 1893495600,
    iat: 1893492000,
    sub: String(below.operatorId),
  };

  for (const { client } of [below, colleague, above]) expect(await introspect(client, token)).toEqual(known);
  expect(await introspect(beside.client, token)).toEqual({ active: false });
  const ofAbove = await tokenOf(world, above.client);
  for (const other of [ofAbove, 'nothing', reseller.key, below.client.clientSecret, '\0', 'x'.repeat(5000)]) {
    expect(await introspect(below.client, other)).toEqual({ active: false });
  }
});

test('introspection does not count as a use of the token', async () => {
  at('2030-01-01T10:00:00Z');
  const partner = await world.partner();
  const [{ client }, { client: watcher }] = [await clientOf(partner), await clientOf(partner)];
  const token = await tokenOf(world, client);

  at('2030-01-01T10:30:00Z');
  await world.withoutWriting(() => introspect(watcher, token));
  const { node } = await partner.graphql(`{ node(id: "${client.id}") { ... on ApiClient { lastUsedAt } } }`);
  expect(node.lastUsedAt).toBe('2030-01-01T10:00:00Z');
});

test('a client revokes its own tokens, and cannot find out whether others exist', async () => {
  at('2030-01-01T10:00:00Z');
  const partner = await partnerWithCustomer();
  const [{ client }, { client: other }] = [await clientOf(partner), await clientOf(partner)];
  const [token, second] = [await tokenOf(world, client), await tokenOf(world, client)];
  const revoke = async (by: MadeClient, form: Record<string, string>) => {
    const { status, body, headers } = await postForm(world, '/oauth/revoke', { ...form, ...inBody(by) });
    return [status, body, headers['cache-control']];
  };
  const done = [200, '', 'no-store'];

  for (const unknown of [token, 'nothing', partner.key, client.clientSecret]) {
    expect(await world.withoutWriting(() => revoke(other, { token: unknown }))).toEqual(done);
  }
  expect(await knock(token)).toEqual(opened);
  expect(await revoke(client, { token, token_type_hint: 'refresh_token' })).toEqual(done);
  expect([await knock(token), await knock(second)]).toEqual([shut, opened]);
  expect(await world.withoutWriting(() => revoke(client, { token }))).toEqual(done);
});

test('tokens are removed exactly one day after they expire', async () => {
  const kept = async () => Number((await world.rows('SELECT count(*) FROM "AccessToken"'))[0]?.['count']);
  at('2031-01-01T10:00:00Z');
  await purgeAccessTokens(world);
  const before = await kept();
  const { client } = await clientOf(await world.partner());
  const made = await Promise.all(Array.from({ length: 7 }, () => tokenOf(world, client)));

  at('2031-01-02T11:00:00Z');
  expect([await purgeAccessTokens(world), await kept()]).toEqual([0, before + made.length + 1]);
  at('2031-01-02T11:00:01Z');
  expect([await purgeAccessTokens(world), await kept()]).toEqual([7, before + 1]);
});

test('more tokens than one chunk are all removed', async () => {
  at('2031-06-01T10:00:00Z');
  const { client } = await clientOf(await world.partner());
  await world.rows(
    `INSERT INTO "AccessToken" ("organisationId", "apiClientId", "hash", "issuedAt", "expiresAt")
     SELECT "organisationId", "id", sha256(n::text::bytea), '2031-05-01', '2031-05-01'
     FROM "ApiClient", generate_series(1, 2500) n WHERE "clientId" = $1`,
    [client.clientId],
  );

  expect(await purgeAccessTokens(world)).toBe(2500);
});

test('the metadata use the configured origin behind a proxy, otherwise the host of the request', async () => {
  const path = '/.well-known/oauth-authorization-server';
  const issuerAt = async (url: string, host: string) => {
    const { status, body } = await sendRaw(url, { path, headers: { host } });
    return [status, JSON.parse(body).issuer ?? JSON.parse(body).error];
  };
  const readingPool = new ReadingPool(world.pool);
  const deps = { pool: world.pool, readingPool, clock: world.clock, log: createLog('silent', 'x') };
  const readiness = async () => [];
  const app = createApp({ ...deps, ...unhurried(), readiness, graphiql: false, publicUrl: 'https://hub.example.com' });
  const server = createServer(app).listen(0, '127.0.0.1');
  onTestFinished(async () => {
    server.close();
    await readingPool.end();
  });
  await once(server, 'listening');
  const proxied = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  expect(await issuerAt(proxied, 'inside:4000')).toEqual([200, 'https://hub.example.com']);
  expect(await issuerAt(world.url, 'gateway.example:4000')).toEqual([200, 'http://gateway.example:4000']);
  expect(await issuerAt(world.url, '[::1]:4000')).toEqual([200, 'http://[::1]:4000']);
  for (const host of ['a b', 'a/b', 'user@host', 'host:99999', '<script>', '[1]']) {
    expect(await issuerAt(world.url, host), host).toEqual([400, 'invalid_request']);
  }
});

test('without a database a token request gets 503 and can be repeated', async () => {
  const gateway = await startGateway({ host: '127.0.0.1', port: 1, connectionTimeoutMillis: 500 });
  const answer = await postForm(gateway, '/oauth/token', { grant_type: 'client_credentials' }, {});

  expect([answer.status, answer.headers['retry-after'], answer.json.error]).toEqual([
    503,
    '1',
    'temporarily_unavailable',
  ]);
});
