import pg from 'pg';
import type { BenchServer } from '../database.ts';
import { seededForExpiry } from '../seed.ts';
import { startSweeper } from './sweeper.ts';

/** The check for renewal windows that have opened, among a million live subscriptions. */
export interface Windows {
  /** Milliseconds where none has opened. */
  readonly none: number;
  /** Milliseconds where a thousand have. */
  readonly few: number;
  /** Windows announced in a second where a hundred thousand have. */
  readonly manyPerSecond: number;
}

const live = 1_000_000;
const [few, many] = [1_000, 100_000];

/** Opens windows of subscriptions whose terms run on. */
export async function measureWindows(server: BenchServer): Promise<Windows> {
  const seeded = await seededForExpiry(server, live);
  const database = `bench_windows_${process.pid}`;
  await server.restore(database, seeded.template);
  const url = server.urlOf(database);
  await shutWindows(url);
  const sweeper = await startSweeper(url);
  const windowsAt = (count: number) => Temporal.Instant.from(seeded.dueAt(count)).subtract({ hours: 15 * 24 });
  const open = async (at: Temporal.Instant, count: number) => {
    const { announced, milliseconds } = await sweeper.sweep({ kind: 'openRenewalWindows', at: at.toString() });
    if (announced !== count) throw new Error(`The check announced ${announced} of ${count} windows.`);
    return milliseconds;
  };
  try {
    await open(windowsAt(few), few);
    const fewTime = await open(windowsAt(2 * few), few);
    const none = await open(windowsAt(2 * few), 0);
    const manyTime = await open(windowsAt(2 * few + many), many);
    return { none, few: fewTime, manyPerSecond: (many * 1000) / manyTime };
  } finally {
    sweeper.stop();
  }
}

/** They are seeded as announced. */
async function shutWindows(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('UPDATE "Subscription" SET "windowAnnounced" = false');
    await client.query('VACUUM (ANALYZE) "Subscription"');
    await client.query('CHECKPOINT');
  } finally {
    await client.end();
  }
}
