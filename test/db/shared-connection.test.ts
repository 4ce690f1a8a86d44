import type { PoolClient } from 'pg';
import { expect, test } from 'vitest';
import { onSharedConnection } from '../../src/db/transactions/shared-connection.ts';
import { until } from '../support/until.ts';
import { createWorld } from '../support/world.ts';

// Short statements share a connection; what waits on it must not make the others wait.

const world = await createWorld();

async function pidOn(client: PoolClient): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]?.pid ?? 0;
}

const pid = () => onSharedConnection(world.pool, pidOn);

/** Holds on to the shared connection until it is told to go on, and tells whose it is. */
async function stuck() {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: begun, resolve: begin } = Promise.withResolvers<number>();
  const ended = onSharedConnection(world.pool, async (client) => {
    begin(await pidOn(client));
    await released;
  });
  return { pid: await begun, release, ended };
}

test('simultaneous statements share one connection, which is then returned to the pool', async () => {
  const pids = await Promise.all(Array.from({ length: 50 }, pid));

  expect(new Set(pids).size).toBe(1);
  await until(async () => world.pool.idleCount === world.pool.totalCount);
});

test('while a statement blocks, new callers get another connection', async () => {
  const waiting = await stuck();
  const later = await until(async () => {
    const other = await pid();
    return other !== waiting.pid && other;
  });

  waiting.release();
  await waiting.ended;
  expect(later).not.toBe(waiting.pid);
});

test('a broken connection fails its present callers but no later ones', async () => {
  const end = 'SELECT pg_terminate_backend(pg_backend_pid())';
  const first = onSharedConnection(world.pool, (client) => client.query(end));
  const beside = onSharedConnection(world.pool, (client) => client.query('SELECT 1'));
  const ended = await Promise.allSettled([first, beside]);

  expect(ended.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await pid()).toBeGreaterThan(0);
});
