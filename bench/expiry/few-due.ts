import pg from 'pg';
import type { BenchServer } from '../database.ts';
import { seededForExpiry } from '../seed.ts';
import { type Sweeper, startSweeper } from './sweeper.ts';

/** How long it takes to expire a thousand terms, in milliseconds: medians. */
export interface FewDue {
  readonly due: number;
  readonly among10k: number;
  readonly among1M: number;
  readonly ratio: number;
  /** Once more among a million, when half of them have just expired and no vacuum has come by. */
  readonly afterMany: number;
}

const [due, few, many] = [1_000, 10_000, 1_000_000];
const repetitions = 7;

/** Expires a thousand terms of few and of many, again and again, in turns. */
export async function measureFewDue(server: BenchServer): Promise<FewDue> {
  const small = await openAmong(server, few);
  const large = await openAmong(server, many);
  const found: { small: number[]; large: number[] } = { small: [], large: [] };
  try {
    for (let repetition = 0; repetition <= repetitions; repetition++) {
      const times = { small: await small.expireMore(due), large: await large.expireMore(due) };
      // The first only warms up.
      if (repetition === 0) continue;
      found.small.push(times.small);
      found.large.push(times.large);
    }
    await large.expireMore(many / 2);
    const afterMany = await large.expireMore(due);
    const [among10k, among1M] = [median(found.small), median(found.large)];
    return { due, among10k, among1M, ratio: among1M / among10k, afterMany };
  } finally {
    small.sweeper.stop();
    large.sweeper.stop();
  }
}

async function openAmong(server: BenchServer, live: number) {
  const seeded = await seededForExpiry(server, live);
  const database = `bench_expiry_among_${live}_${process.pid}`;
  await server.restore(database, seeded.template);
  await liveIn(server.urlOf(database));
  const sweeper: Sweeper = await startSweeper(server.urlOf(database));
  let expired = 0;
  const expireMore = async (count: number) => {
    expired += count;
    const { announced, milliseconds } = await sweeper.sweep({ kind: 'expireEndedTerms', at: seeded.dueAt(expired) });
    if (announced !== count) throw new Error(`The sweep announced ${announced} of ${count}.`);
    return milliseconds;
  };
  return { sweeper, expireMore };
}

/**
 * Writes one row in a hundred again. Indexes that were just built are full, those of GiST to the last byte: the first row
 * that is written to any of their pages splits it. What has been lived in has room.
 */
async function liveIn(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('UPDATE "Term" SET "endAnnounced" = "endAnnounced" WHERE "id" % 100 = 0');
    await client.query('VACUUM (ANALYZE) "Term"');
    await client.query('CHECKPOINT');
  } finally {
    await client.end();
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
