import { Writable } from 'node:stream';
import { Logger, runMigrations, runOnce, type TaskList } from 'graphile-worker';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { implement, type JobContext } from '../../jobs/kit.ts';
import { jobs } from '../../jobs/registry.ts';
import { createQuietWorld } from '../support/calendar.ts';
import { until } from '../support/until.ts';
import type { World } from '../support/world.ts';

interface Ran {
  /** What the job logged. */
  readonly logged: Record<string, unknown>[];
  /** What the queue still has to do afterwards. */
  readonly left: { readonly task_identifier: string; readonly attempts: number; readonly last_error: string }[];
}

/** Queues one job with this payload and works until nothing is ready any more. */
async function runJob(
  world: World,
  tasks: (ctx: JobContext) => TaskList,
  name: string,
  payload: unknown,
): Promise<Ran> {
  const logged: Record<string, unknown>[] = [];
  const lines = new Writable({ write: (line, _, done) => done(void logged.push(JSON.parse(String(line)))) });
  await runMigrations({ pgPool: world.pool });
  await world.rows('SELECT FROM graphile_worker.add_job($1, $2::json)', [name, JSON.stringify(payload)]);
  await runOnce({
    pgPool: world.pool,
    taskList: tasks({ pool: world.pool, clock: world.clock, log: pino({ base: null }, lines) }),
    logger: new Logger(() => () => undefined),
    noHandleSignals: true,
  });
  // The queue writes down what became of a job when it is done with it, and does not wait for that.
  await until(
    async () => (await world.rows('SELECT FROM graphile_worker.jobs WHERE "locked_by" IS NOT NULL')).length === 0,
  );
  const left: Ran['left'] = await world.rows(
    'SELECT "task_identifier", "attempts", "last_error" FROM graphile_worker.jobs',
  );
  return { logged, left };
}

const registered = (ctx: JobContext) => Object.fromEntries(jobs.map((job) => [job.name, job.taskFor(ctx)]));

test.each(jobs.map(({ name }) => name))(
  '%s accepts an empty payload and the additions of the crontab',
  async (name) => {
    const world = await createQuietWorld();
    const slot = { _cron: { ts: '2028-01-01T00:00:00.000Z', backfilled: false } };

    expect(await runJob(world, registered, name, {})).toEqual({ logged: [], left: [] });
    expect(await runJob(world, registered, name, slot)).toEqual({ logged: [], left: [] });
  },
);

test.each([
  ['an unknown member', { partner: 'Secret Company' }],
  ['a list', ['Secret Company']],
  ['text', 'Secret Company'],
  ['null', null],
])('an invalid payload (%s) is logged without its values and not retried', async (_, payload) => {
  const world = await createQuietWorld();

  const { logged, left } = await runJob(world, registered, 'expire-ended-terms', payload);

  expect(left).toEqual([]);
  expect(logged).toMatchObject([
    { level: 50, job: 'expire-ended-terms', issues: [{ path: [] }], msg: 'invalid payload' },
  ]);
  expect(JSON.stringify(logged)).not.toContain('Secret');
});

test('a job that throws is kept and retried', async () => {
  const world = await createQuietWorld();
  const failing = implement({ name: 'failing', payload: z.strictObject({}) }, async () => {
    throw new Error('not this time');
  });

  const { left } = await runJob(world, (ctx) => ({ failing: failing.taskFor(ctx) }), 'failing', {});

  expect(left).toEqual([{ task_identifier: 'failing', attempts: 1, last_error: 'not this time' }]);
});
