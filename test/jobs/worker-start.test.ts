import { runMigrations } from 'graphile-worker';
import { expect, test } from 'vitest';
import { readMigrations } from '../../src/db/server/migrate.ts';
import { createQuietWorld } from '../support/calendar.ts';
import { createDatabase } from '../support/databases.ts';
import { runScript } from '../support/processes.ts';
import { until } from '../support/until.ts';

// What a worker finds when it starts.

test('a worker on a database without migrations prints once what to run, exits with 2, and writes nothing', async () => {
  const worker = runScript('worker', { DATABASE_URL: await createDatabase('empty') });
  const { length } = await readMigrations();

  expect(await worker.ended).toBe(2);
  expect(worker.stderr()).toBe(
    `The database lacks ${length} migrations of this version. Run \`npm run migrate\`, then start this process again.\n`,
  );
});

test('a worker on an older database names the pending migrations, and the queue does not start', async () => {
  const world = await createQuietWorld();
  await world.rows(
    `DELETE FROM "_prisma_migrations" WHERE "migration_name" = (SELECT max("migration_name") FROM "_prisma_migrations")`,
  );

  const worker = runScript('worker', { DATABASE_URL: world.databaseUrl });

  expect(await worker.ended).toBe(2);
  expect(worker.stderr()).toBe(
    'The database lacks 1 migration of this version. Run `npm run migrate`, then start this process again.\n',
  );
  expect(await world.rows(`SELECT FROM pg_namespace WHERE nspname = 'graphile_worker'`)).toEqual([]);
});

test('a schedule three days ahead is corrected at start with a warning, and the next minute runs', async () => {
  const world = await createQuietWorld();
  await runMigrations({ pgPool: world.pool });
  await world.rows(
    `INSERT INTO graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
     VALUES ('expire-ended-terms', now(), now() + interval '3 days')`,
  );

  const worker = runScript('worker', { DATABASE_URL: world.databaseUrl });
  await worker.says(/"schedulesAhead":\["expire-ended-terms"\]/);
  const lastRun = async () => {
    const [row] = await world.rows<{ at: Date; isDue: boolean }>(
      `SELECT "last_execution" AS at, "last_execution" <= now() AS "isDue"
       FROM graphile_worker._private_known_crontabs WHERE "identifier" = 'expire-ended-terms'`,
    );
    return row;
  };
  const atStart = await lastRun();
  const next = await until(async () => {
    const run = await lastRun();
    return run !== undefined && atStart !== undefined && run.at > atStart.at ? run : undefined;
  }, 90);

  expect([atStart?.isDue, next.isDue]).toEqual([true, true]);
  expect(worker.stderr()).toMatch(
    /"level":40,.*"the schedule was ahead of the database's clock and was corrected: check the clocks of all workers"/,
  );
  worker.kill('SIGTERM');
  expect(await worker.ended).toBe(0);
}, 120_000);
