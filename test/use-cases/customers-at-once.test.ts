import type pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { createCustomer } from '../../src/customers/create-customer.ts';
import { RemoteIdConflictError } from '../../src/request-fingerprints/errors.ts';
import {
  createAll,
  customersOf,
  insertions,
  reasonsOf,
  requestAt,
  valuesOf,
  wanted,
} from '../support/customer-batches.ts';
import { holdLock } from '../support/locks.ts';
import { loseAnswers, recordStatements } from '../support/statements.ts';
import { createWorld } from '../support/world.ts';

// Customers that are created at the same time are inserted in batches. The answers are those of single insertions.

const world = await createWorld();

test('simultaneous requests take one statement, and each event has the id of its own request', async () => {
  const partner = await world.partner();
  const inputs = Array.from({ length: 40 }, (_, n) => wanted(`C-${n}`, `Customer ${n}`));

  const statements = recordStatements();
  const outcomes = await createAll(partner, inputs);

  expect(insertions(statements)).toHaveLength(1);
  expect(valuesOf(outcomes)).toMatchObject(inputs);
  expect(await customersOf(partner)).toEqual(
    inputs.map(({ remoteId, name }, index) => ({ remoteId, name, requestIds: [requestAt(index)] })),
  );
});

test('a batch has at most fifty customers', async () => {
  const partner = await world.partner();

  const statements = recordStatements();
  const outcomes = await createAll(
    partner,
    Array.from({ length: 121 }, (_, n) => wanted(`C-${n}`)),
  );

  expect(insertions(statements)).toHaveLength(3);
  expect(new Set(valuesOf(outcomes).map(({ id }) => id)).size).toBe(121);
});

test('customers without a remote id each get one', async () => {
  const partner = await world.partner();

  const outcomes = await createAll(
    partner,
    Array.from({ length: 30 }, () => wanted(undefined)),
  );

  const customers = valuesOf(outcomes);
  expect(customers.map(({ remoteId }) => remoteId)).toEqual(customers.map(({ id }) => `#${id}`));
  expect(await customersOf(partner)).toHaveLength(30);
});

test('identical simultaneous requests create one customer, and a different one with the same id is refused', async () => {
  const partner = await world.partner();
  const same = Array.from({ length: 10 }, () => wanted('C-1', 'The one'));
  const different = Array.from({ length: 10 }, () => wanted('C-1', 'Another one'));

  const outcomes = await createAll(partner, [...same, ...different, ...same]);

  expect(valuesOf(outcomes).map(({ name }) => name)).toEqual([...same, ...same].map(() => 'The one'));
  expect(new Set(valuesOf(outcomes).map(({ id }) => id)).size).toBe(1);
  expect(reasonsOf(outcomes)).toEqual(different.map(() => new RemoteIdConflictError('C-1', ['name'])));
  expect(await customersOf(partner)).toEqual([{ remoteId: 'C-1', name: 'The one', requestIds: [requestAt(0)] }]);
});

test('an archived partner gets no customers', async () => {
  const vendor = await world.partner();
  const partner = await world.partner({ parent: vendor });
  const context = await partner.context();
  await vendor.mutate('archiveOrganisation', { organisation: partner.globalId });

  const outcomes = await world.withoutWriting(() =>
    Promise.allSettled(['C-1', 'C-2', 'C-3'].map((remoteId) => createCustomer(context, wanted(remoteId)))),
  );

  expect(reasonsOf(outcomes).map(({ code }) => code)).toEqual([
    'ORGANISATION_ARCHIVED',
    'ORGANISATION_ARCHIVED',
    'ORGANISATION_ARCHIVED',
  ]);
});

test('a request that waits for a lock does not delay the rest of its batch', async () => {
  const partner = await world.partner();
  const lock = await holdLock(
    world.databaseUrl,
    `INSERT INTO "Customer" ("organisationId", "remoteId", "name", "adminEmail", "supplied", "createdAt", "updatedAt")
     VALUES ($1, 'C-2', 'Not there yet', 'isa@example.com', '{}', now(), now())`,
    [partner.organisationId],
  );
  const context = await partner.context();
  const [first, waiting, ...others] = ['C-1', 'C-2', 'C-3', 'C-4'].map((remoteId) =>
    createCustomer(context, wanted(remoteId)),
  );

  const answered = await Promise.all([first, ...others]);
  await lock.awaited();
  await lock.release();

  expect(answered.map((customer) => customer?.remoteId)).toEqual(['C-1', 'C-3', 'C-4']);
  expect(await waiting).toMatchObject({ remoteId: 'C-2', name: 'A customer' });
  expect(await customersOf(partner)).toHaveLength(4);
});

test('a request that cannot be written does not affect the rest of its batch', async () => {
  const partner = await world.partner();
  await world.rows(
    `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not this one'; END $$`,
  );
  await world.rows(
    `CREATE TRIGGER refuse BEFORE INSERT ON "Customer" FOR EACH ROW WHEN (NEW."name" = 'Poison') EXECUTE FUNCTION refuse()`,
  );
  onTestFinished(async () => {
    await world.rows('DROP FUNCTION refuse CASCADE');
  });

  const outcomes = await createAll(partner, [
    wanted('C-1'),
    wanted('C-2'),
    wanted('C-3', 'Poison'),
    wanted(undefined),
    wanted('C-5'),
  ]);

  expect(outcomes.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
  ]);
  expect(reasonsOf(outcomes)).toMatchObject([{ message: 'not this one' }]);
  expect((await customersOf(partner)).map(({ requestIds }) => requestIds)).toEqual([
    [requestAt(0)],
    [requestAt(1)],
    [requestAt(3)],
    [requestAt(4)],
  ]);
});

test('if the outcome is unknown, nothing is written again', async () => {
  const partner = await world.partner();
  const isDown = Object.assign(new Error('The network is down'), { code: 'ENETDOWN' });
  loseAnswers(isInsertionOfSeveral, isDown);

  const outcomes = await createAll(
    partner,
    Array.from({ length: 6 }, () => wanted(undefined)),
  );

  expect(reasonsOf(outcomes)).toEqual(Array.from({ length: 6 }, () => isDown));
  expect(await customersOf(partner)).toHaveLength(6);
});

const isInsertionOfSeveral = ({ text = '', values = [] }: Partial<pg.QueryConfig>) =>
  text.includes('INSERT INTO "Customer"') && values.some((value) => Array.isArray(value) && value.length > 1);
