import { createServer } from 'node:net';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { openPool } from '../../src/db/pool.ts';
import { readMigrations } from '../../src/db/server/migrate.ts';
import { missingReaderAccess, restoreReaderAccess } from '../../src/db/server/reader-access.ts';
import { readinessOf } from '../../src/gateway/readiness.ts';
import { createDatabase } from '../support/databases.ts';
import { startGateway } from '../support/gateway.ts';
import { runScript } from '../support/processes.ts';
import { startTransactionPooler } from '../support/transaction-pooler.ts';
import { createWorld } from '../support/world.ts';

async function readinessAt(databaseUrl: string): Promise<readonly string[]> {
  const pool = openPool(databaseUrl, { size: 3, onError: () => undefined });
  onTestFinished(() => pool.end());
  return readinessOf(pool, await readMigrations())();
}

test('behind a pooler in transaction mode a gateway is not ready and reports the reason', async () => {
  const url = await startTransactionPooler(await createDatabase('prepared'));

  expect(await readinessAt(url)).toEqual(['sessions of its own: a pooler shares them; use session pooling']);
});

test('behind such a pooler a list is complete or refused with 503, and never empty', async () => {
  const world = await createWorld();
  const partner = await world.partner();
  for (const id of ['A', 'B', 'C', 'D', 'E'])
    await partner.mutate('createCustomer', { remoteId: id, name: id, admin: { email: 'isa@example.com' } });
  const gateway = await startGateway({
    connectionString: await startTransactionPooler(world.databaseUrl),
    session: {},
  });

  const answers = await Promise.all(
    Array.from({ length: 200 }, () => gateway.graphql(partner.key, '{ customers { totalCount nodes { remoteId } } }')),
  );

  const outcomes = answers.map(({ status, headers, body }) =>
    status === 200 ? body.data?.customers : `${status}, again after ${headers.get('retry-after')} s`,
  );
  const whole = { totalCount: 5, nodes: ['A', 'B', 'C', 'D', 'E'].map((remoteId) => ({ remoteId })) };
  for (const outcome of outcomes) expect([whole, '503, again after 1 s']).toContainEqual(outcome);
});

test('the error of a pooler that refuses a startup parameter is shown by /ready and by npm run migrate', async () => {
  const url = await refusingPooler('unsupported startup parameter: options');

  const migrating = runScript('migrate', { DATABASE_URL: url });

  expect(await readinessAt(url)).toEqual(['database: unsupported startup parameter: options']);
  expect(await migrating.ended).toBe(1);
  expect(migrating.stderr()).toContain('unsupported startup parameter: options');
  expect(migrating.stderr()).not.toContain('secret');
});

test('a session with other settings is reported with the actual and the expected value', async () => {
  const url = await createDatabase('prepared');
  const name = new URL(url).pathname.slice(1);
  const pool = new pg.Pool({ connectionString: url, max: 3 });
  onTestFinished(() => pool.end());
  await pool.query(`ALTER DATABASE "${name}" SET lock_timeout = '7s'`);
  const late = new pg.Pool({ connectionString: url, max: 3, options: '-c TimeZone=UTC -c statement_timeout=30s' });
  onTestFinished(() => late.end());

  expect(await readinessOf(late, await readMigrations())()).toEqual([
    'session settings: lock_timeout is 7s, expected 5s; idle_in_transaction_session_timeout is 0, expected 30s',
  ]);
});

test('a session whose settings come from the database works without startup parameters', async () => {
  const url = await createDatabase('prepared');
  const name = new URL(url).pathname.slice(1);
  const admin = new pg.Pool({ connectionString: url, max: 1 });
  onTestFinished(() => admin.end());
  const settings = {
    TimeZone: 'UTC',
    statement_timeout: '30s',
    lock_timeout: '5s',
    idle_in_transaction_session_timeout: '30s',
  };
  for (const [setting, value] of Object.entries(settings)) {
    await admin.query(`ALTER DATABASE "${name}" SET ${setting} = '${value}'`);
  }
  const pool = new pg.Pool({ connectionString: url, max: 3 });
  onTestFinished(() => pool.end());

  expect(await readinessOf(pool, await readMigrations())()).toEqual([]);
});

test('after a restore without the role of the reader, /ready names what is missing and migrate restores it', async () => {
  const url = await createDatabase('prepared');
  const pool = openPool(url, { size: 1, onError: () => undefined });
  onTestFinished(() => pool.end());
  const access = async () => [
    (await pool.query('SELECT * FROM pg_policies ORDER BY tablename, policyname')).rows,
    (
      await pool.query(
        `SELECT relname, relrowsecurity FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1`,
      )
    ).rows,
    (
      await pool.query(
        `SELECT table_name, column_name FROM information_schema.column_privileges WHERE grantee = 'tenure_reader' ORDER BY 1, 2`,
      )
    ).rows,
  ];
  const before = await access();
  await pool.query(`DO $$ DECLARE one record; BEGIN
    FOR one IN SELECT tablename FROM pg_policies LOOP EXECUTE format('DROP POLICY readable ON %I', one.tablename); END LOOP;
    REVOKE ALL ON ALL TABLES IN SCHEMA public FROM tenure_reader;
    REVOKE ALL ON SCHEMA public FROM tenure_reader;
  END $$`);

  const during = await readinessAt(url);
  const migrating = runScript('migrate', { DATABASE_URL: url });

  expect(during).toEqual([
    expect.stringMatching(/^access of the reader \(grant ApiClient, .*policy User\): run npm run migrate$/),
  ]);
  expect(await migrating.ended).toBe(0);
  expect(await access()).toEqual(before);
  expect(await readinessAt(url)).toEqual([]);
  expect(await missingReaderAccess(pool)).toEqual([]);
  expect(await restoreReaderAccess(pool)).toEqual([]);
});

/** Listens like a pooler that refuses every connection with this message. */
async function refusingPooler(message: string): Promise<string> {
  const fields = Buffer.from(`SFATAL\0C08P01\0M${message}\0\0`);
  const header = Buffer.alloc(5);
  header.write('E');
  header.writeInt32BE(fields.length + 4, 1);
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(Buffer.concat([header, fields])));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `postgresql://tenure:secret@127.0.0.1:${(server.address() as { readonly port: number }).port}/tenure`;
}
