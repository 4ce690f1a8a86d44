import { expect, test } from 'vitest';
import { operatorOf } from '../support/operators.ts';
import type { Partner } from '../support/partner.ts';
import { askHub } from '../support/rest.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();

const listed = ['id', 'organisation', 'name', 'email_address', 'password_reset', 'verified', 'disabled'];

const whole = [
  'id',
  'name',
  'email_address',
  'organisation',
  'admin',
  'two-factor',
  'active',
  'verified',
  'password_reset',
  'user_language',
  'timezone',
  'timeout',
  'roles',
  'notification',
  'api_clients',
  'audit_logs',
  'actions_taken',
];

const evidence = ['user', 'action', 'timestamp', 'ip_address', 'on', 'on_behalf'];

/** The ids of the first roles of a partner's organisation. */
async function rolesOf({ organisationId }: Partner): Promise<number[]> {
  const rows = await world.rows<{ id: number }>('SELECT "id" FROM "Role" WHERE "organisationId" = $1 ORDER BY "id"', [
    organisationId,
  ]);
  return rows.map(({ id }) => id);
}

function documentedUser(organisation: number, roles: number[]) {
  return {
    name: 'Evan Evans',
    email_address: 'evan.evans@organisation.com',
    organisation,
    admin: true,
    'two-factor': true,
    active: false,
    verified: true,
    password_reset: true,
    user_language: 'it',
    timezone: 'Europe/London',
    timeout: 1800,
    roles,
    notification: ['checkout_requested', 'quote_created'],
  };
}

test('a user is created with all documented members, and found at its Location', async () => {
  const partner = await world.partner();
  const [owner = 0, seller = 0] = await rolesOf(partner);
  const user = documentedUser(partner.organisationId, [owner, seller]);
  const operator = await operatorOf(world, partner, { isAdmin: true });
  await world.rows(`UPDATE "Operator" SET "name" = 'John Smith' WHERE "id" = $1`, [operator.operatorId]);

  const created = await askHub(world, operator, 'POST', '/users', { body: user });
  const { id, audit_logs: auditLogs } = created.body;
  const found = await askHub(world, partner, 'GET', `/users/${id}`);

  expect(created.headers.get('location')).toBe(`/api/v1/users/${id}`);
  expect(created.body).toMatchObject({ ...user, api_clients: [], actions_taken: [] });
  expect(Object.keys(created.body)).toEqual(whole);
  expect(Object.keys(auditLogs[0])).toEqual(evidence);
  expect(auditLogs).toEqual([
    {
      user: operator.operatorId,
      action: 'CREATED',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
      ip_address: null,
      on: `Evan Evans (User #${id})`,
      on_behalf: null,
    },
  ]);
  expect(found.body).toEqual(created.body);
});

test('a user needs only a name and an e-mail address', async () => {
  const partner = await world.partner({ timeZone: 'Asia/Bahrain' });

  const body = { name: 'Evan', email_address: 'evan@example.com' };
  const created = await askHub(world, partner, 'POST', '/users', { body });

  expect(created.body).toMatchObject({
    ...body,
    organisation: partner.organisationId,
    admin: false,
    'two-factor': false,
    active: true,
    verified: false,
    password_reset: false,
    user_language: 'en',
    timezone: 'Asia/Bahrain',
    timeout: 86400,
    roles: [],
    notification: [],
  });
  // A key is no user.
  expect(created.body.audit_logs).toMatchObject([{ user: null, action: 'CREATED' }]);
});

test('a list shows the documented members, with real booleans', async () => {
  const partner = await world.partner();
  const user = documentedUser(partner.organisationId, []);
  const { body: created } = await askHub(world, partner, 'POST', '/users', { body: user });

  const { body } = await askHub(world, partner, 'GET', '/users');

  expect(Object.keys(body[0])).toEqual(listed);
  expect(body).toEqual([
    {
      id: created.id,
      organisation: partner.organisationId,
      name: 'Evan Evans',
      email_address: 'evan.evans@organisation.com',
      password_reset: true,
      verified: true,
      disabled: true,
    },
  ]);
});

test('audit logs and actions are shown only to callers with the permission', async () => {
  const partner = await world.partner();
  const admin = await operatorOf(world, partner, { isAdmin: true });
  const { body: user } = await askHub(world, admin, 'POST', '/users', {
    body: { name: 'Evan', email_address: 'evan@example.com' },
  });
  await askHub(world, admin, 'PUT', `/users/${user.id}`, { body: { name: 'Evan Evans' } });
  await admin.mutate('createCustomer', { remoteId: 'ABC', name: 'ABC', admin: { email: 'isa@example.com' } });
  const [customer] = await world.rows<{ id: number }>('SELECT "id" FROM "Customer" WHERE "organisationId" = $1', [
    partner.organisationId,
  ]);

  const summary = (logs: { action: string; on: string }[]) => logs.map(({ action, on }) => `${action} ${on}`);
  const to = (await askHub(world, partner, 'GET', `/users/${user.id}`)).body;
  const by = (await askHub(world, partner, 'GET', `/users/${admin.operatorId}`)).body;

  expect(summary(to.audit_logs)).toEqual([
    `EDITED Evan Evans (User #${user.id})`,
    `CREATED Evan Evans (User #${user.id})`,
  ]);
  expect(summary(by.actions_taken)).toEqual([
    `CREATED Customer #${customer?.id}`,
    `EDITED Evan Evans (User #${user.id})`,
    `CREATED Evan Evans (User #${user.id})`,
  ]);
  expect([to.actions_taken, by.audit_logs]).toEqual([[], []]);
  const blind = await operatorOf(world, partner, { permissions: ['operator:view'] });
  const seen = (await askHub(world, blind, 'GET', `/users/${admin.operatorId}`)).body;
  expect([seen.api_clients, seen.audit_logs, seen.actions_taken]).toEqual([[], [], []]);
});

test('the API clients of a user are shown', async () => {
  const partner = await world.partner();
  const operator = await operatorOf(world, partner);
  const [client] = await world.rows('SELECT "id", "name", "clientId" AS client_id FROM "ApiClient" WHERE "id" = $1', [
    operator.clientId,
  ]);

  const { body } = await askHub(world, partner, 'GET', `/users/${operator.operatorId}`);

  expect(body.api_clients).toEqual([client]);
});

test('PUT changes the given members and keeps the others; a response can be sent back unchanged', async () => {
  const partner = await world.partner();
  const [owner = 0, seller = 0, support = 0] = await rolesOf(partner);
  const user = documentedUser(partner.organisationId, [owner, seller]);
  const { body: created } = await askHub(world, partner, 'POST', '/users', { body: user });
  const place = `/users/${created.id}`;

  const edit = async (body: object) => (await askHub(world, partner, 'PUT', place, { body })).body;
  const same = await world.withoutWriting(() => edit(created));
  const nothing = await world.withoutWriting(() => edit({}));
  const named = await edit({ name: 'Evan', active: null });
  const roled = await edit({ roles: [support], notification: [] });

  expect([same, nothing]).toEqual([created, created]);
  expect(named).toMatchObject({ ...user, name: 'Evan' });
  expect(roled).toMatchObject({ ...user, name: 'Evan', roles: [support], notification: [] });
  expect(roled).not.toHaveProperty('reset');
});

test('a change of organisation removes roles, notifications and API clients, and reports it', async () => {
  const partner = await world.partner();
  const child = await world.partner({ parent: partner });
  const operator = await operatorOf(world, partner);
  const [owner = 0] = await rolesOf(partner);
  const [childsOwner = 0] = await rolesOf(child);
  const place = `/users/${operator.operatorId}`;
  await askHub(world, partner, 'PUT', place, { body: { roles: [owner], notification: ['order_created'] } });

  const body = { organisation: child.organisationId, roles: [childsOwner] };
  const moved = (await askHub(world, partner, 'PUT', place, { body })).body;
  const again = await world.withoutWriting(() => askHub(world, partner, 'PUT', place, { body }));

  expect(moved).toMatchObject({
    organisation: child.organisationId,
    roles: [childsOwner],
    notification: [],
    api_clients: [],
    reset: { roles: [owner], notification: ['order_created'], api_clients: [operator.clientId] },
  });
  expect(Object.keys(moved)).toEqual([...whole, 'reset']);
  expect(Object.keys(again.body)).toEqual(whole);
});

test('a request repeated with its Idempotency-Key is executed once', async () => {
  const partner = await world.partner();
  const request = {
    body: { name: 'Evan', email_address: 'evan@example.com' },
    headers: { 'idempotency-key': 'a-key', 'x-request-id': 'one' },
  };

  const first = await askHub(world, partner, 'POST', '/users', request);
  const second = await world.withoutWriting(() => askHub(world, partner, 'POST', '/users', request));
  const other = await world.withoutWriting(() =>
    askHub(world, partner, 'POST', '/users', { ...request, body: { ...request.body, name: 'Eve' } }),
  );
  const without = await world.withoutWriting(() => askHub(world, partner, 'POST', '/users', { body: request.body }));

  expect([second.status, second.text]).toEqual([first.status, first.text]);
  expect([second.headers.get('location'), second.headers.get('idempotency-replayed')]).toEqual([
    first.headers.get('location'),
    'true',
  ]);
  expect([other.status, other.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
  expect([without.status, without.body.code]).toEqual([409, 'OPERATOR_EMAIL_TAKEN']);
});
