import { expect, onTestFinished, test } from 'vitest';
import { prepareDatabase } from '../../src/prepare-database.ts';
import type { Partner } from '../support/partner.ts';
import { askHub } from '../support/rest.ts';
import { sell } from '../support/sales.ts';
import { until } from '../support/until.ts';
import { createWorld } from '../support/world.ts';

// One domain has two forms, and one mailbox takes one seat.

const world = await createWorld();
const [unicode, ascii] = ['Isa@Bücher.example', 'isa@xn--bcher-kva.example'];
const forms = [unicode, ascii, 'ISA@XN--BCHER-KVA.EXAMPLE', 'isa@bu\u0308cher.example'];

test('a user is created once for both forms, and the e-mail address is shown as written', async () => {
  for (const email of [unicode, ascii]) {
    const partner = await world.partner();
    await sell(partner);
    const created = await partner.envelope('createUser', { email, instance: 'ABC' });

    const again = await world.withoutWriting(async () => {
      const answers: unknown[] = [];
      for (const other of forms) {
        answers.push((await partner.envelope('createUser', { email: other, instance: 'ABC' })).code);
        answers.push((await partner.mutate('createUser', { email: other })).code);
      }
      return answers;
    });

    expect(created.body.email).toBe(email);
    expect(again).toEqual(Array(8).fill('EMAIL_TAKEN'));
  }
});

test('a user is found and changed by one form, and removed by the other', async () => {
  const partner = await world.partner();
  await partner.envelope('createUser', { email: unicode, password: 'a password' });
  const read = 'query ($email: String!) { user(email: $email) { email isActive } }';

  for (const email of forms) {
    expect((await partner.envelope('getUserByEmail', { email })).body.email).toBe(unicode);
    expect((await partner.graphql(read, { email })).user).toEqual({ email: unicode, isActive: true });
    expect((await partner.envelope('resetPasswordByEmail', { email, password: 'another' })).body).toBe(true);
  }
  await partner.mutate('updateUserByEmail', { email: ascii, isActive: false });
  expect((await partner.graphql(read, { email: unicode })).user).toEqual({ email: unicode, isActive: false });
  expect((await partner.envelope('removeUser', { email: ascii })).body).toBe(true);
  expect((await partner.envelope('getUserByEmail', { email: unicode })).code).toBe('USER_NOT_FOUND');
});

test('an operator is created once and found by both forms', async () => {
  const partner = await world.partner();
  const create = (email_address: string) =>
    askHub(world, partner, 'POST', '/users', { body: { name: 'Isa', email_address } });
  const { body: isa } = await create(ascii);
  const { body: eve } = await create('eve@bücher.example');

  const refused = await world.withoutWriting(async () => [
    await create(unicode),
    await askHub(world, partner, 'PUT', `/users/${eve.id}`, { body: { email_address: unicode } }),
  ]);
  const renamed = await askHub(world, partner, 'PUT', `/users/${isa.id}`, { body: { email_address: unicode } });

  expect(refused.map(({ status, body }) => [status, body.code])).toEqual(Array(2).fill([409, 'OPERATOR_EMAIL_TAKEN']));
  expect(renamed.body.email_address).toBe(unicode);
  for (const email of forms) {
    const read = 'query ($email: String!) { operator(email: $email) { databaseId email } }';
    expect((await partner.graphql(read, { email })).operator).toEqual({ databaseId: isa.id, email: unicode });
  }
});

/** Writes a user or an operator with the key that an e-mail had before, and answers its id. */
async function insertFormer(partner: Partner, table: 'User' | 'Operator', email: string): Promise<number> {
  const [columns, values] =
    table === 'User' ? ['', ''] : [', "name", "timeZone", "notifications"', `, 'Eve', 'UTC', '{}'`];
  const [row] = await world.rows<{ id: number }>(
    `INSERT INTO "${table}" ("organisationId", "email", "emailKey", "createdAt", "updatedAt"${columns})
     VALUES ($1, $2, $3, '2026-11-21', '2026-11-21'${values}) RETURNING "id"`,
    [partner.organisationId, email, email.normalize('NFC').toLowerCase()],
  );
  return row?.id ?? 0;
}

async function keysOf(partner: Partner, table: 'User' | 'Operator') {
  const rows = await world.rows<{ email: string; emailKey: string }>(
    `SELECT "email", "emailKey" FROM "${table}" WHERE "organisationId" = $1 ORDER BY "id"`,
    [partner.organisationId],
  );
  return rows.map(({ email, emailKey }) => [email, emailKey]);
}

const prepare = () => prepareDatabase(world.databaseUrl, undefined);

test('former keys are rewritten when the database is prepared, and nothing else changes', async () => {
  const partner = await world.partner();
  const emails = [unicode, 'josé@example.com', 'b@xn--bcher-kva.example', 'c@example.com.', 'd@bü\u00adcher.example'];
  for (const email of emails) await insertFormer(partner, 'User', email);
  await insertFormer(partner, 'Operator', unicode);
  const updatedAt = () => world.rows(`SELECT "id", "updatedAt" FROM "User" ORDER BY "id"`);
  const [before, events] = [await updatedAt(), await world.rows('SELECT "id" FROM "Event"')];

  await prepare();
  const rewritten = await keysOf(partner, 'User');
  await world.withoutWriting(prepare);

  expect(rewritten).toEqual([
    [unicode, ascii],
    ['josé@example.com', 'josé@example.com'],
    ['b@xn--bcher-kva.example', 'b@xn--bcher-kva.example'],
    ['c@example.com.', 'c@example.com.'],
    ['d@bü\u00adcher.example', 'd@bü\u00adcher.example'],
  ]);
  expect(await keysOf(partner, 'Operator')).toEqual([[unicode, ascii]]);
  expect([await updatedAt(), await world.rows('SELECT "id" FROM "Event"')]).toEqual([before, events]);
  expect((await partner.envelope('getUserByEmail', { email: ascii })).body.email).toBe(unicode);
});

test('two users of one mailbox both stay and are found as written, until one is removed', async () => {
  const partner = await world.partner();
  await insertFormer(partner, 'User', unicode);
  await insertFormer(partner, 'User', ascii);
  const found = async (email: string) => (await partner.envelope('getUserByEmail', { email })).body.email;
  const shown = async (email: string) => {
    const read = 'query ($email: String!) { user(email: $email) { email } }';
    return (await partner.graphql(read, { email })).user.email;
  };

  await prepare();
  expect(await keysOf(partner, 'User')).toEqual([
    [unicode, 'isa@bücher.example'],
    [ascii, ascii],
  ]);
  expect([await found(unicode), await shown(unicode)]).toEqual([unicode, unicode]);
  expect([await found(ascii), await shown(ascii)]).toEqual([ascii, ascii]);
  for (const email of forms) expect((await partner.envelope('createUser', { email })).code).toBe('EMAIL_TAKEN');

  await partner.envelope('removeUser', { email: ascii });
  await prepare();
  expect(await keysOf(partner, 'User')).toEqual([[unicode, ascii]]);
  expect([await found(ascii), await shown(ascii)]).toEqual([unicode, unicode]);
});

test('two operators of one mailbox both stay and can be changed, and a third one is refused', async () => {
  const partner = await world.partner();
  const former = await insertFormer(partner, 'Operator', unicode);
  await insertFormer(partner, 'Operator', ascii);
  await prepare();

  const changed = await askHub(world, partner, 'PUT', `/users/${former}`, { body: { active: false } });
  const renamed = await world.withoutWriting(() =>
    askHub(world, partner, 'PUT', `/users/${former}`, { body: { email_address: unicode.toLowerCase() } }),
  );
  await world.rows(`DELETE FROM "Operator" WHERE "organisationId" = $1 AND "email" = $2`, [
    partner.organisationId,
    ascii,
  ]);
  const third = await world.withoutWriting(() =>
    askHub(world, partner, 'POST', '/users', { body: { name: 'Isa', email_address: unicode } }),
  );

  expect([changed.status, changed.body.active]).toEqual([200, false]);
  expect([renamed.status, renamed.body.code]).toEqual([409, 'OPERATOR_EMAIL_TAKEN']);
  expect([third.status, third.body.code]).toEqual([409, 'OPERATOR_EMAIL_TAKEN']);
});

test('a key that another row takes at the same time is left to that row', async () => {
  const partner = await world.partner();
  await insertFormer(partner, 'User', unicode);
  const client = await world.pool.connect();
  onTestFinished(() => client.release(true));
  await client.query('BEGIN');
  await client.query(
    `INSERT INTO "User" ("organisationId", "email", "emailKey", "createdAt", "updatedAt")
     VALUES ($1, $2, $2, '2026-11-21', '2026-11-21')`,
    [partner.organisationId, ascii],
  );

  const preparing = prepare();
  await until(async () => {
    const waiting = await world.rows(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return waiting.length > 0 || undefined;
  });
  await client.query('COMMIT');

  expect(await preparing).toEqual([]);
  expect(await keysOf(partner, 'User')).toEqual([
    [unicode, 'isa@bücher.example'],
    [ascii, ascii],
  ]);
});
