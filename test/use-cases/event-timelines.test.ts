import { expect, test } from 'vitest';
import { createCustomer } from '../../src/customers/create-customer.ts';
import { listEventsDoneBy } from '../../src/events/list-events-done-by.ts';
import { listEventsDoneTo } from '../../src/events/list-events-done-to.ts';
import { actOnBehalfOf } from '../../src/identity/act-on-behalf-of.ts';
import { permissions } from '../../src/shared/permission.ts';
import { operatorOf } from '../support/operators.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();

const abc = { name: 'ABC', admin: { email: 'isa@example.com' } };

test('the events of an operator and of a subject are returned newest first, to callers with the permission', async () => {
  const distributor = await world.partner();
  const reseller = await world.partner({ parent: distributor });
  const stranger = await world.partner();
  const above = await operatorOf(world, distributor, { permissions });
  const below = await operatorOf(world, reseller, { permissions });
  const customer = await createCustomer(await below.context(), { ...abc, remoteId: 'ABC' });
  const emulating = await actOnBehalfOf(await above.context(), below.operatorId);
  await createCustomer(emulating, { ...abc, remoteId: 'DEF' });
  await distributor.mutate('updateCustomer', { remoteId: 'ABC', organisation: reseller.globalId, isActive: false });

  const doneTo = { subjectType: 'CUSTOMER', subjectId: customer.id, limit: 10 } as const;
  const toAbc = await listEventsDoneTo(await below.context(), doneTo);
  expect(toAbc).toMatchObject([
    { verb: 'updateCustomer', subjectType: 'CUSTOMER', subjectId: customer.id, operatorId: null, onBehalfOfId: null },
    { verb: 'createCustomer', operatorId: below.operatorId, onBehalfOfId: null },
  ]);
  expect(await listEventsDoneTo(await below.context(), { ...doneTo, limit: 1 })).toEqual(toAbc.slice(0, 1));
  expect(await listEventsDoneTo(await stranger.context(), doneTo)).toEqual([]);

  const byAbove = { operator: above.operatorId, limit: 10 };
  expect(await listEventsDoneBy(await above.context(), byAbove)).toMatchObject([
    { verb: 'createCustomer', operatorId: above.operatorId, onBehalfOfId: below.operatorId },
  ]);
  // The thing is the reseller's, but who is above it is nobody whom it knows.
  expect(await listEventsDoneBy(await below.context(), byAbove)).toEqual([]);
  expect(await listEventsDoneBy(await stranger.context(), byAbove)).toEqual([]);
  expect(await listEventsDoneBy(await below.context(), { operator: below.operatorId, limit: 10 })).toMatchObject([
    { verb: 'createCustomer', subjectId: customer.id },
  ]);
});

test('both lists require the permission to view the audit trail', async () => {
  const operator = await operatorOf(world, await world.partner(), { permissions: ['operator:view'] });
  const denied = { code: 'PERMISSION_DENIED', permission: 'audit:view' };

  const ctx = await operator.context();
  await expect(listEventsDoneBy(ctx, { operator: 1, limit: 1 })).rejects.toMatchObject(denied);
  await expect(listEventsDoneTo(ctx, { subjectType: 'CUSTOMER', subjectId: 1, limit: 1 })).rejects.toMatchObject(
    denied,
  );
});
