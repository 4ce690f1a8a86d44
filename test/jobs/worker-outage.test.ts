import { runMigrations } from 'graphile-worker';
import { expect, test } from 'vitest';
import { openEmbedded } from '../../src/db/server/embedded.ts';
import { prepareDatabase } from '../../src/prepare-database.ts';
import { announcedIn, createQuietWorld, openOrder } from '../support/calendar.ts';
import { freePort, initialisedDataDir } from '../support/embedded.ts';
import { holdLock } from '../support/locks.ts';
import { runScript } from '../support/processes.ts';
import { until } from '../support/until.ts';
import type { World } from '../support/world.ts';

test('worker and gateway survive an outage during the completion of a job, which takes effect once', async () => {
  const dataDir = await initialisedDataDir();
  const port = await freePort();
  const database = await openEmbedded(dataDir, { port });
  await prepareDatabase(database.url, undefined);
  const world = await createQuietWorld(database.url);
  const partner = await world.partner({ sandbox: false });
  await openOrder(world, partner, { at: '2020-01-01T00:00:00Z' });

  await runMigrations({ pgPool: world.pool });
  await world.rows(`
    CREATE FUNCTION wait_for_test() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_advisory_xact_lock(1);
      RETURN OLD;
    END $$;
    CREATE TRIGGER completes BEFORE DELETE ON graphile_worker._private_jobs
      FOR EACH ROW EXECUTE FUNCTION wait_for_test()`);
  const completion = await holdLock(database.url, 'SELECT pg_advisory_lock(1)');
  const system = runScript('start', { DATABASE_URL: database.url, PORT: '0' });
  await completion.awaited(2);
  const completing = await jobsOf(world);
  const [, url] = await system.says(/envelope +(http\S+)/);
  await database.stop();
  await system.says(/restarting it/);
  await openEmbedded(dataDir, { port });

  await until(async () => {
    const jobs = await jobsOf(world).catch(() => completing);
    return !jobs.some((job) => completing.includes(job));
  }, 60);
  const answer = await fetch(url ?? '', {
    method: 'POST',
    headers: { 'x-api-key': partner.key },
    body: JSON.stringify({ method: 'getOrder', params: { id: 'ORDER-1' } }),
  });

  expect(completing.length).toBeGreaterThanOrEqual(2);
  expect(await announcedIn(world)).toEqual([
    '2020-01-17T00:00:00Z ORDER-1 renewalWindowOpened',
    '2020-02-01T00:00:00Z ORDER-1 subscriptionExpired',
  ]);
  expect([answer.status, await answer.json()]).toMatchObject([200, { status: 'expired' }]);
  system.kill('SIGTERM');
  expect(await system.ended).toBe(0);
});

/** What the queue has still to do. */
async function jobsOf(world: World): Promise<string[]> {
  const jobs = await world.rows<{ id: string }>('SELECT "id" FROM graphile_worker.jobs');
  return jobs.map(({ id }) => id);
}
