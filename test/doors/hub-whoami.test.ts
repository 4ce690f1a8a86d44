import { expect, test } from 'vitest';
import { permissions } from '../../src/shared/permission.ts';
import { operatorOf } from '../support/operators.ts';
import { askHub } from '../support/rest.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();

const documented = [
  'id',
  'name',
  'organisation',
  'real_id',
  'real_name',
  'currency',
  'locale',
  'timezone',
  'admin',
  'root',
  'modules',
  'permissions',
];

test('an operator is described in the documented format', async () => {
  const parent = await world.partner();
  const partner = await world.partner({ parent, timeZone: 'Asia/Bahrain' });
  const operator = await operatorOf(world, partner, { permissions: ['user:view', 'order:view'], scope: 'user:view' });
  await world.rows(`UPDATE "Operator" SET "language" = 'nl', "name" = 'Tom Jones' WHERE "id" = $1`, [
    operator.operatorId,
  ]);
  await world.rows(`UPDATE "Organisation" SET "currency" = 'GBP' WHERE "id" = $1`, [partner.organisationId]);

  const { body } = await askHub(world, operator, 'GET', '/whoami');

  expect(Object.keys(body)).toEqual(documented);
  expect(body).toEqual({
    id: operator.operatorId,
    name: 'Tom Jones',
    organisation: partner.organisationId,
    real_id: operator.operatorId,
    real_name: 'Tom Jones',
    currency: 'GBP',
    locale: 'nl',
    timezone: 'UTC',
    admin: false,
    root: false,
    modules: [],
    permissions: [{ permission: 'user:view', parent: false }],
  });
});

test('a key is described as its organisation, with all permissions', async () => {
  const partner = await world.partner({ name: "Bob's Widgets", timeZone: 'Asia/Bahrain' });

  const { body } = await askHub(world, partner, 'GET', '/whoami');

  expect(body).toEqual({
    id: null,
    name: "Bob's Widgets",
    organisation: partner.organisationId,
    real_id: null,
    real_name: "Bob's Widgets",
    currency: 'USD',
    locale: 'en',
    timezone: 'Asia/Bahrain',
    admin: true,
    root: true,
    modules: [],
    permissions: permissions.map((permission) => ({ permission, parent: false })),
  });
});

test('an emulating caller is described as the other operator, with its own real id', async () => {
  const distributor = await world.partner();
  const reseller = await world.partner({ parent: distributor, timeZone: 'Asia/Bahrain' });
  const real = await operatorOf(world, distributor, { permissions: ['operator:emulate', 'user:view', 'order:view'] });
  const other = await operatorOf(world, reseller, { permissions: ['user:view', 'user:manage'] });
  await world.rows(`UPDATE "Operator" SET "name" = 'Diana Ross' WHERE "id" = $1`, [real.operatorId]);

  const headers = { 'x-on-behalf-of': String(other.operatorId) };
  const { body } = await askHub(world, real, 'GET', '/whoami', { headers });

  expect(body).toEqual({
    id: other.operatorId,
    name: 'Op Erator',
    organisation: reseller.organisationId,
    real_id: real.operatorId,
    real_name: 'Diana Ross',
    currency: 'USD',
    locale: 'en',
    timezone: 'UTC',
    admin: false,
    root: false,
    modules: [],
    permissions: [{ permission: 'user:view', parent: false }],
  });
  const refused = await askHub(world, other, 'GET', '/whoami', { headers });
  expect([refused.status, refused.body.code]).toEqual([403, 'PERMISSION_DENIED']);
});
