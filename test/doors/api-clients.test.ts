import { expect, test } from 'vitest';
import { permissions } from '../../src/shared/permission.ts';
import { askForToken, createClient, type MadeClient, tokenOf } from '../support/api-clients.ts';
import { globalId } from '../support/graphql-door.ts';
import { operatorOf } from '../support/operators.ts';
import type { Partner } from '../support/partner.ts';
import { createWorld } from '../support/world.ts';

// API clients and keys through GraphQL: made, exchanged, looked at and revoked.

const world = await createWorld();
world.setRealTime(Temporal.Instant.from('2030-01-01T10:00:00Z'));
const at = (time: string) => world.setRealTime(Temporal.Instant.from(time));
const nothing = 2 ** 31 - 1;

const seen = 'databaseId clientId name scope createdAt expiresAt lastUsedAt revokedAt organisation { id }';

async function lookAt(by: Partner, { id }: Pick<MadeClient, 'id'>) {
  const selection = `{ node(id: "${id}") { ... on ApiClient { ${seen} secrets { hint createdAt expiresAt } } } }`;
  return (await by.graphql(selection)).node;
}

async function statusOf(client: MadeClient): Promise<number> {
  return (await askForToken(world, client)).status;
}

test('an API client is created, shown and used; its secret is shown once, and its times are real even in a sandbox', async () => {
  at('2030-01-01T10:00:00Z');
  const partner = await world.partner();
  await partner.advanceTo('2040-01-01T00:00:00Z');
  const { operatorId } = await operatorOf(world, partner, { permissions: ['order:view', 'order:renew'] });
  const scope = ['order:renew', 'customer:view', 'order:renew'];
  const client = await createClient(partner, operatorId, { name: 'ERP', scope, expiresAt: '2030-06-01T00:00:00Z' });

  expect(client.clientSecret).toMatch(/^client_[0-9A-Za-z]{8}_[0-9A-Za-z]{38}$/);
  const facts = {
    databaseId: expect.any(Number),
    clientId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
    name: 'ERP',
    scope: ['customer:view', 'order:renew'],
    createdAt: '2030-01-01T10:00:00Z',
    expiresAt: '2030-06-01T00:00:00Z',
    lastUsedAt: null,
    revokedAt: null,
    organisation: { id: partner.globalId },
    secrets: [{ hint: client.clientSecret.slice(0, 15), createdAt: '2030-01-01T10:00:00Z', expiresAt: null }],
  };
  expect(await lookAt(partner, client)).toEqual(facts);
  at('2030-01-01T11:30:00Z');
  expect(await statusOf(client)).toBe(200);
  expect((await lookAt(partner, client)).lastUsedAt).toBe('2030-01-01T11:30:00Z');

  const { events } = await partner.graphql(
    `{ events(filter: { subject: "${client.id}" }) { nodes { verb subjectType subjectId occurredAt before after } } }`,
  );
  const after = { operatorId, scope: facts.scope, expiresAt: '2030-06-01T00:00:00Z' };
  const made = { verb: 'createApiClient', subjectType: 'API_CLIENT', subjectId: client.id, before: null, after };
  expect(events.nodes).toEqual([{ ...made, occurredAt: '2040-01-01T00:00:00Z' }]);
});

test('an operator can have several independent clients', async () => {
  const partner = await world.partner();
  const { operatorId } = await operatorOf(world, partner, { permissions: ['order:view'] });
  const [one, other] = [await createClient(partner, operatorId), await createClient(partner, operatorId)];

  await partner.mutate('revokeApiClient', { apiClient: one.id });

  expect([await statusOf(one), await statusOf(other)]).toEqual([401, 200]);
  const list = async (filter: object) =>
    (
      await partner.graphql(
        'query ($filter: ApiClientFilter) { apiClients(filter: $filter) { totalCount nodes { id } } }',
        { filter },
      )
    ).apiClients.nodes.map(({ id }: { id: string }) => id);
  expect(await list({ isRevoked: true })).toEqual([one.id]);
  expect(await list({ isRevoked: false })).toContain(other.id);
  expect(await list({})).toEqual(expect.arrayContaining([one.id, other.id]));
});

test('a secret is rotated without a gap, and at most two are valid', async () => {
  at('2030-01-01T10:00:00Z');
  const partner = await world.partner();
  const { operatorId } = await operatorOf(world, partner, { permissions: ['order:view'] });
  const first = await createClient(partner, operatorId);
  const rotate = async (input: object): Promise<MadeClient> => {
    const selection = '... on RotateApiClientSecretSuccess { clientSecret }';
    return {
      ...first,
      ...(await partner.mutate('rotateApiClientSecret', { apiClient: first.id, ...input }, selection)),
    };
  };

  const second = await rotate({});
  expect((await lookAt(partner, first)).secrets).toEqual([
    { hint: first.clientSecret.slice(0, 15), createdAt: '2030-01-01T10:00:00Z', expiresAt: '2030-01-02T10:00:00Z' },
    { hint: second.clientSecret.slice(0, 15), createdAt: '2030-01-01T10:00:00Z', expiresAt: null },
  ]);
  at('2030-01-02T09:59:59Z');
  expect([await statusOf(first), await statusOf(second)]).toEqual([200, 200]);
  at('2030-01-02T10:00:00Z');
  expect([await statusOf(first), await statusOf(second)]).toEqual([401, 200]);

  at('2030-01-03T10:00:00Z');
  const third = await rotate({ overlapSeconds: 2_592_000 });
  const fourth = await rotate({ overlapSeconds: 60 });
  expect([await statusOf(second), await statusOf(third), await statusOf(fourth)]).toEqual([401, 200, 200]);
  at('2030-01-03T10:01:00Z');
  expect([await statusOf(third), await statusOf(fourth)]).toEqual([401, 200]);
  const fifth = await rotate({ overlapSeconds: 0 });
  expect([await statusOf(fourth), await statusOf(fifth)]).toEqual([401, 200]);

  const events = await world.rows(
    `SELECT "after" FROM "Event" WHERE "verb" = 'rotateApiClientSecret' AND "organisationId" = $1 ORDER BY "id"`,
    [partner.organisationId],
  );
  const overlaps = [86_400, 2_592_000, 60, 0];
  expect(events).toEqual(
    overlaps.map((overlapSeconds) => ({ after: { secretId: expect.any(Number), overlapSeconds } })),
  );
});

test('tokens outlive the secret with which they were obtained, but not the client', async () => {
  const partner = await world.partner();
  const { operatorId } = await operatorOf(world, partner, { permissions: ['order:view'] });
  const client = await createClient(partner, operatorId);
  const token = await tokenOf(world, client);
  const viewer = async () => (await fetch(`${world.url}/graphql?query={viewer{now}}`, bearing(token))).status;

  await partner.mutate('rotateApiClientSecret', { apiClient: client.id, overlapSeconds: 0 });
  expect([await statusOf(client), await viewer()]).toEqual([401, 200]);
  const revoked = await partner.mutate('revokeApiClient', { apiClient: client.id });
  expect([revoked, await viewer()]).toEqual([{ __typename: 'RevokeApiClientSuccess' }, 401]);
  expect(await world.withoutWriting(() => partner.mutate('revokeApiClient', { apiClient: client.id }))).toEqual(
    revoked,
  );
});

const bearing = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

const mutations = (own: MadeClient, operatorId: number) =>
  [
    ['createApiClient', { operator: globalId('Operator', operatorId), name: 'a client' }],
    ['rotateApiClientSecret', { apiClient: own.id }],
  ] as const;

test('an actor cannot create or rotate a client with more permissions than its own', async () => {
  const partner = await world.partner();
  const boss = await operatorOf(world, partner, { permissions: ['key:manage', 'order:view', 'order:renew'] });
  const admin = await operatorOf(world, partner, { isAdmin: true });
  const keeper = await operatorOf(world, partner, { permissions: ['key:manage', 'key:view', 'order:view'] });
  const [ofBoss, ofAdmin] = [
    await createClient(partner, boss.operatorId),
    await createClient(partner, admin.operatorId),
  ];

  for (const [operatorId, client, permission] of [
    [boss.operatorId, ofBoss, permissions[0]],
    [admin.operatorId, ofAdmin, permissions[0]],
  ] as const) {
    for (const [field, input] of mutations(client, operatorId)) {
      const refused = await world.withoutWriting(() =>
        keeper.mutate(field, input, '... on PermissionDeniedError { permission }'),
      );
      expect(refused).toMatchObject({ __typename: 'PermissionDeniedError', permission });
    }
  }
  const limited = await createClient(keeper, admin.operatorId, { scope: ['order:view'] });
  expect((await askForToken(world, limited)).json).toMatchObject({ scope: 'order:view' });
  const taken = await world.withoutWriting(() => keeper.mutate('createKey', {}));
  expect(taken).toMatchObject({ code: 'PERMISSION_DENIED' });
});

test('a client without a fixed scope is created by the operator itself or by a caller with all permissions', async () => {
  const partner = await world.partner();
  const keeper = await operatorOf(world, partner, { permissions: ['key:manage', 'key:view', 'operator:manage'] });
  const novice = await operatorOf(world, partner);
  const call = { operator: globalId('Operator', novice.operatorId), name: 'for later' };

  // The novice may do nothing yet, and the keeper is not to have what the novice is given one day.
  const refused = await world.withoutWriting(() => keeper.mutate('createApiClient', call));
  expect(refused).toMatchObject({ __typename: 'PermissionDeniedError' });
  expect(await keeper.mutate('createApiClient', { ...call, scope: ['key:view'] })).toEqual({
    __typename: 'CreateApiClientSuccess',
  });
  const own = { operator: globalId('Operator', keeper.operatorId), name: 'my own' };
  expect(await keeper.mutate('createApiClient', own)).toEqual({ __typename: 'CreateApiClientSuccess' });
});

test('an archived organisation gets no new keys, clients or roles', async () => {
  const parent = await world.partner();
  const partner = await world.partner({ parent });
  const { operatorId } = await operatorOf(world, partner);
  const organisation = partner.globalId;
  await parent.mutate('archiveOrganisation', { organisation });

  for (const [field, input] of [
    ['createKey', { organisation }],
    ['createApiClient', { operator: globalId('Operator', operatorId), name: 'a client' }],
    ['createRole', { organisation, name: 'a role', permissions: ['order:view'] }],
  ] as const) {
    const refused = await world.withoutWriting(() => parent.mutate(field, input));
    expect(refused, field).toMatchObject({ code: 'ORGANISATION_ARCHIVED' });
  }
});

test('foreign objects are indistinguishable from missing ones', async () => {
  const [mine, theirs] = [await world.partner(), await world.partner()];
  const { operatorId } = await operatorOf(world, theirs);
  const foreign = await createClient(theirs, operatorId);
  const { apiKey: key } = await theirs.mutate('createKey', {}, '... on CreateKeySuccess { apiKey { id } }');
  const calls = (operator: string, apiClient: string, apiKey: string) =>
    [
      ['createApiClient', { operator, name: 'a client' }, 'OPERATOR_NOT_FOUND'],
      ['rotateApiClientSecret', { apiClient }, 'API_CLIENT_NOT_FOUND'],
      ['revokeApiClient', { apiClient }, 'API_CLIENT_NOT_FOUND'],
      ['revokeKey', { apiKey }, 'KEY_NOT_FOUND'],
    ] as const;
  const answersTo = async (operator: string, apiClient: string, apiKey: string) => {
    const answers = [];
    for (const [field, input, code] of calls(operator, apiClient, apiKey)) {
      const answer = await world.withoutWriting(() => mine.mutate(field, input));
      expect(answer.code).toBe(code);
      answers.push(answer);
    }
    return answers;
  };

  const answers = await answersTo(globalId('Operator', operatorId), foreign.id, key.id);
  expect(answers).toEqual(
    await answersTo(globalId('Operator', nothing), globalId('ApiClient', nothing), globalId('ApiKey', nothing)),
  );
});

test('an actor above creates, rotates and revokes for an operator below', async () => {
  const distributor = await world.partner();
  const reseller = await world.partner({ parent: distributor });
  const { operatorId } = await operatorOf(world, reseller);
  const client = await createClient(distributor, operatorId);

  expect((await lookAt(reseller, client)).organisation).toEqual({ id: reseller.globalId });
  const rotated = await distributor.mutate('rotateApiClientSecret', { apiClient: client.id });
  const revoked = await distributor.mutate('revokeApiClient', { apiClient: client.id });
  expect([rotated.__typename, revoked.__typename]).toEqual(['RotateApiClientSecretSuccess', 'RevokeApiClientSuccess']);
});

test('a disabled operator gets no client and no secret, and its clients get no tokens', async () => {
  const partner = await world.partner();
  const { operatorId } = await operatorOf(world, partner, { permissions: ['order:view'] });
  const client = await createClient(partner, operatorId);
  await world.rows('UPDATE "Operator" SET "isActive" = false WHERE "id" = $1', [operatorId]);

  for (const [field, input] of mutations(client, operatorId)) {
    const { code } = await world.withoutWriting(() => partner.mutate(field, input));
    expect(code).toBe('OPERATOR_INACTIVE');
  }
  expect(await statusOf(client)).toBe(401);
});

test('a revoked or expired client gets no secrets and no tokens', async () => {
  at('2030-01-01T10:00:00Z');
  const partner = await world.partner();
  const { operatorId } = await operatorOf(world, partner, { permissions: ['order:view'] });
  const revoked = await createClient(partner, operatorId);
  const expired = await createClient(partner, operatorId, { expiresAt: '2030-01-01T11:00:00Z' });
  const token = await tokenOf(world, expired);
  const viewer = async () => (await fetch(`${world.url}/graphql?query={viewer{now}}`, bearing(token))).status;
  await partner.mutate('revokeApiClient', { apiClient: revoked.id });

  at('2030-01-01T10:59:59Z');
  expect([await statusOf(expired), await viewer()]).toEqual([200, 200]);
  at('2030-01-01T11:00:00Z');
  expect([await statusOf(expired), await viewer()]).toEqual([401, 401]);
  for (const { id } of [revoked, expired]) {
    const { code } = await world.withoutWriting(() => partner.mutate('rotateApiClientSecret', { apiClient: id }));
    expect(code).toBe('API_CLIENT_ENDED');
  }
});

test('invalid inputs are named', async () => {
  at('2030-01-01T10:00:00Z');
  const partner = await world.partner();
  const { operatorId } = await operatorOf(world, partner);
  const client = await createClient(partner, operatorId);
  const issues = async (field: string, input: object) =>
    (await partner.mutate(field, { ...input }, '... on InvalidInputError { issues { path message } }')).issues;
  const wrong = { operator: globalId('Operator', operatorId), name: '', scope: ['order:eat'] };

  expect(await issues('createApiClient', wrong)).toEqual([
    { path: ['name'], message: 'expected text of 1 to 100 characters, found empty text' },
    { path: ['scope', '0'], message: expect.stringMatching(/^expected permissions out of organisation:manage, /) },
  ]);
  expect(await issues('createApiClient', { ...wrong, name: 'x', scope: [] })).toEqual([
    { path: ['scope'], message: 'expected at least one permission, or no scope at all, found a list' },
  ]);
  const past = { ...wrong, name: 'x', scope: ['order:view'], expiresAt: '2030-01-01T10:00:00Z' };
  expect(await issues('createApiClient', past)).toEqual([
    { path: ['expiresAt'], message: 'expected an instant that is still to come in real time' },
  ]);
  for (const overlapSeconds of [-1, 2_592_001]) {
    expect(await issues('rotateApiClientSecret', { apiClient: client.id, overlapSeconds })).toEqual([
      {
        path: ['overlapSeconds'],
        message: `expected a whole number of seconds from 0 to 2592000, found ${overlapSeconds}`,
      },
    ]);
  }
  const misnamed = partner.mutate('createApiClient', { operator: partner.globalId, name: 'x' });
  await expect(misnamed).rejects.toMatchObject({
    response: { errors: [{ message: expect.stringMatching(/^ID: \S+ is not of type: Operator$/) }] },
  });
});

test('a key is created, used and revoked, also by itself', async () => {
  const partner = await world.partner();
  const made = await partner.mutate(
    'createKey',
    { name: 'second' },
    '... on CreateKeySuccess { key apiKey { id name hint revokedAt organisation { id } } }',
  );
  const second = partner.withKey(made.key);
  const { id, ...facts } = made.apiKey;

  expect(made.key).toMatch(/^sandbox_[0-9A-Za-z]{8}_[0-9A-Za-z]{38}$/);
  const organisation = { id: partner.globalId };
  expect(facts).toEqual({ name: 'second', hint: made.key.slice(0, 16), revokedAt: null, organisation });
  const { apiKeys } = await second.graphql('{ apiKeys(filter: { isRevoked: false }) { totalCount } }');
  expect(apiKeys).toEqual({ totalCount: 2 });
  const revoked = await second.mutate('revokeKey', { apiKey: id }, '... on RevokeKeySuccess { apiKey { id } }');
  expect(revoked).toEqual({ __typename: 'RevokeKeySuccess', apiKey: { id } });
  await expect(second.graphql('{ viewer { now } }')).rejects.toMatchObject({ response: { status: 401 } });
  expect(await world.withoutWriting(() => partner.mutate('revokeKey', { apiKey: id }))).toEqual({
    __typename: 'RevokeKeySuccess',
  });
  const { events } = await partner.graphql(`{ events(filter: { subject: "${id}" }) { nodes { verb actorKind } } }`);
  expect(events.nodes).toEqual(['createKey', 'revokeKey'].map((verb) => ({ verb, actorKind: 'API_KEY' })));
});

test('a key of a real partner is created for an organisation below, by a caller with all permissions', async () => {
  const distributor = await world.partner({ sandbox: false });
  const reseller = await world.partner({ parent: distributor });
  const admin = await operatorOf(world, distributor, { isAdmin: true });
  const { key } = await admin.mutate(
    'createKey',
    { organisation: reseller.globalId },
    '... on CreateKeySuccess { key }',
  );

  expect(key).toMatch(/^tenure_/);
  const { viewer } = await reseller.withKey(key).graphql('{ viewer { organisation { id } } }');
  expect(viewer.organisation.id).toBe(reseller.globalId);
});

test('no secret, key or token is stored, and each is returned only once', async () => {
  const partner = await world.partner();
  const { operatorId } = await operatorOf(world, partner, { permissions: ['order:view'] });
  const client = await createClient(partner, operatorId);
  const rotated = await partner.mutate(
    'rotateApiClientSecret',
    { apiClient: client.id },
    '... on RotateApiClientSecretSuccess { clientSecret }',
  );
  const { key } = await partner.mutate('createKey', {}, '... on CreateKeySuccess { key }');
  const secrets = [client.clientSecret, rotated.clientSecret, key, await tokenOf(world, client)];

  const kept = Object.values(await world.contents()).join();
  const read = JSON.stringify(
    await partner.graphql(`{
      apiClients { nodes { ${seen} secrets { hint } } } apiKeys { nodes { id name hint } }
      events(last: 20) { nodes { verb before after requestId } }
    }`),
  );
  for (const secret of secrets) {
    expect([kept.includes(secret), read.includes(secret)]).toEqual([false, false]);
    const [, , core = ''] = secret.split('_');
    expect([kept.includes(core), read.includes(core)]).toEqual([false, false]);
  }
});
