import { expect, onTestFinished, test } from 'vitest';
import { fromDatabaseError } from '../../src/db/database-error.ts';
import { UnavailableError } from '../../src/db/errors.ts';
import { HungConnectionError, HungConnections } from '../../src/db/hung-connections.ts';
import { openPool } from '../../src/db/pool.ts';
import { createDatabase } from '../support/databases.ts';
import { startHangingProxy } from '../support/hanging-proxy.ts';

/** A pool on a database behind a proxy. A statement that is unanswered for 200 ms makes it try a new connection. */
async function watchedPool() {
  const proxy = await startHangingProxy(await createDatabase());
  const pool = openPool(proxy.url, { size: 3, onError: () => undefined });
  const watch = new HungConnections(proxy.url, [pool], { tickMs: 50, quietTicks: 4, probeMs: 1_500 });
  onTestFinished(async () => {
    watch.stop();
    await pool.end();
  });
  return { pool, proxy };
}

test('the statements of a database that hangs fail within seconds, and its idle connections end with them', async () => {
  const { pool, proxy } = await watchedPool();
  await Promise.all([pool.query('SELECT pg_sleep(0.1)'), pool.query('SELECT pg_sleep(0.1)'), pool.query('SELECT 1')]);

  proxy.hang();
  const startedAt = performance.now();
  const failure = await pool.query('SELECT 1').catch(fromDatabaseError);
  const elapsedMs = performance.now() - startedAt;
  const connections = pool.totalCount;
  proxy.resume();
  const answered = await pool.query('SELECT 1 AS one');

  expect(failure).toBeInstanceOf(UnavailableError);
  expect((failure as UnavailableError).cause).toBeInstanceOf(HungConnectionError);
  expect(elapsedMs).toBeLessThan(15_000);
  expect(connections).toBe(0);
  expect(answered.rows).toEqual([{ one: 1 }]);
});

test('a statement that takes long is not ended while new connections are answered', async () => {
  const { pool, proxy } = await watchedPool();

  const { rowCount } = await pool.query('SELECT pg_sleep(1)');

  expect(rowCount).toBe(1);
  expect(proxy.connections()).toBeGreaterThan(1);
});

test('a statement that takes long is not ended where new connections are refused', async () => {
  const { pool, proxy } = await watchedPool();
  const slow = pool.query('SELECT pg_sleep(1)');
  await pool.query('SELECT 1');

  proxy.refuse();

  expect((await slow).rowCount).toBe(1);
});
