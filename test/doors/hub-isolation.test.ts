import { expect, test } from 'vitest';
import { operatorOf } from '../support/operators.ts';
import type { Partner } from '../support/partner.ts';
import { askHub, type RestAnswer } from '../support/rest.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();

const grandparent = await world.partner({ name: 'Grandparent' });
const parent = await world.partner({ name: 'Parent', parent: grandparent });
const self = await world.partner({ name: 'Self', parent });
const child = await world.partner({ name: 'Child', parent: self });
const grandchild = await world.partner({ name: 'Grandchild', parent: child });
const sibling = await world.partner({ name: 'Sibling', parent });
const foreign = await world.partner({ name: 'Foreign' });

const visible = [self, child, grandchild];
const hidden = [grandparent, parent, sibling, foreign];
const everybody = [...visible, ...hidden];

const missing = 2_000_000_000;

const users = new Map<Partner, number>();
const roles = new Map<Partner, number>();
for (const partner of everybody) {
  users.set(partner, (await operatorOf(world, partner)).operatorId);
  const [role] = await world.rows<{ id: number }>('SELECT "id" FROM "Role" WHERE "organisationId" = $1', [
    partner.organisationId,
  ]);
  roles.set(partner, role?.id ?? 0);
}
const callers = [self, await operatorOf(world, self, { isAdmin: true })];

/** The same request id each time: all else that differs between two answers is told by them. */
const headers = { 'x-request-id': 'the-same' };

/** What an answer says, but for the one id that was asked for. */
function comparable({ status, text, headers: answered }: RestAnswer, id: number | undefined) {
  const all = Object.fromEntries([...answered].filter(([name]) => !['date', 'content-length'].includes(name)));
  return { status, all, text: text.replace(`role with the id ${id}.`, 'role with the id ID.') };
}

test('users of the own organisation and those below are seen and changed', async () => {
  for (const caller of callers) {
    for (const partner of visible) {
      const place = `/users/${users.get(partner)}`;
      const got = await askHub(world, caller, 'GET', place, { headers });
      const put = await askHub(world, caller, 'PUT', place, { headers, body: { timeout: 3600 } });

      expect([got.body.organisation, put.body.organisation]).toEqual(Array(2).fill(partner.organisationId));
    }
  }
});

test('a user elsewhere is indistinguishable from a missing one', async () => {
  for (const caller of callers) {
    for (const [method, options] of [
      ['GET', { headers }],
      ['PUT', { headers, body: { name: 'Mine' } }],
    ] as const) {
      const none = comparable(await askHub(world, caller, method, `/users/${missing}`, options), missing);
      expect(none.status).toBe(404);
      for (const partner of hidden) {
        const id = users.get(partner);
        const answer = await world.withoutWriting(() => askHub(world, caller, method, `/users/${id}`, options));
        expect(comparable(answer, id)).toEqual(none);
      }
    }
  }
});

test('an organisation elsewhere is indistinguishable from a missing one, as a home and as a filter', async () => {
  const place = `/users/${users.get(child)}`;
  const body = { name: 'Eve', email_address: 'eve@example.com' };
  for (const caller of callers) {
    const asked = async (id: number) => [
      comparable(await askHub(world, caller, 'GET', `/users?organisation=${id}`, { headers }), id),
      comparable(await askHub(world, caller, 'POST', '/users', { headers, body: { ...body, organisation: id } }), id),
      comparable(await askHub(world, caller, 'PUT', place, { headers, body: { organisation: id } }), id),
    ];
    const none = await asked(missing);
    expect(none.map(({ status, text }) => [status, text.slice(0, 2)])).toEqual([
      [200, '[]'],
      [404, '{"'],
      [404, '{"'],
    ]);
    for (const { organisationId } of hidden) {
      expect(await world.withoutWriting(() => asked(organisationId))).toEqual(none);
    }
  }
});

test('a role elsewhere is indistinguishable from a missing one, even that of an organisation below', async () => {
  const place = `/users/${users.get(self)}`;
  const asked = async (id: number | undefined) =>
    comparable(await askHub(world, self, 'PUT', place, { headers, body: { roles: [id] } }), id);
  const none = await asked(missing);

  expect(none.status).toBe(404);
  for (const partner of [child, ...hidden]) {
    expect(await world.withoutWriting(() => asked(roles.get(partner)))).toEqual(none);
  }
});

test('lists contain objects at and below the own organisation, and no others', async () => {
  const ids = visible.map(({ organisationId }) => organisationId);
  for (const caller of callers) {
    const organisations = await askHub(world, caller, 'GET', '/organisations');
    const listed = await askHub(world, caller, 'GET', '/users');

    expect(organisations.body.map(({ id }: { id: number }) => id)).toEqual(ids);
    expect(organisations.body.map((one: { parent: number | null }) => one.parent)).toEqual([null, ids[0], ids[1]]);
    expect(organisations.headers.get('x-total-count')).toBe('3');
    expect(new Set(listed.body.map(({ organisation }: { organisation: number }) => organisation))).toEqual(
      new Set(ids),
    );
  }
});

test('operators above are not named in audit logs', async () => {
  const admin = await operatorOf(world, parent, { isAdmin: true });
  const place = `/users/${users.get(grandchild)}`;
  await askHub(world, admin, 'PUT', place, { body: { name: 'Renamed from above' } });

  const seen = (await askHub(world, self, 'GET', place)).body.audit_logs[0];
  const seenFromAbove = (await askHub(world, parent, 'GET', place)).body.audit_logs[0];

  expect([seen.action, seen.user, seen.on]).toEqual([
    'EDITED',
    null,
    `Renamed from above (User #${users.get(grandchild)})`,
  ]);
  expect(seenFromAbove.user).toBe(admin.operatorId);
});
