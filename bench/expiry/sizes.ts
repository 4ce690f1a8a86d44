import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { BenchServer } from '../database.ts';
import { type SeededForExpiry, seededForExpiry } from '../seed.ts';
import { startServer } from '../servers.ts';
import { announcedIn } from './announced.ts';
import { expireInBulk } from './bulk.ts';
import { type LockWaits, startUpdating } from './lock-waits.ts';
import { startSteadyLoad } from './steady-load.ts';
import { startSweeper } from './sweeper.ts';

/** So many due terms among twice as many live ones. */
export interface SizeResult {
  readonly due: number;
  readonly repetitions: readonly Comparison[];
  /** The median of the repetitions' ratios. */
  readonly ratio: number;
  readonly underTraffic: UnderTraffic;
}

/** Terms expired in a second, with nothing else going on. */
interface Comparison {
  readonly sweep: number;
  readonly bulk: number;
}

/** A sweep beside 200 new customers in a second, and somebody who changes due subscriptions all the time. */
interface UnderTraffic {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p99Before: number;
  readonly p99During: number;
  readonly ratio: number;
  readonly waitsBefore: LockWaits;
  readonly waitsDuring: LockWaits;
}

const requestsPerSecond = 200;
const secondsBefore = 10;

/** Expires so many terms with one statement and with our sweep, in turns, and then with our sweep beside other work. */
export async function measureSize(server: BenchServer, due: number, repetitions: number): Promise<SizeResult> {
  const seeded = await seededForExpiry(server, 2 * due);
  const at = seeded.dueAt(due);
  const restored = async () => {
    const database = `bench_expiry_${process.pid}`;
    await server.restore(database, seeded.template);
    return server.urlOf(database);
  };
  const found: Comparison[] = [];
  for (let repetition = 0; repetition < repetitions; repetition++) {
    found.push(await compare(restored, at, due, repetition % 2 === 0));
  }
  const ratios = found.map(({ sweep, bulk }) => sweep / bulk).toSorted((one, other) => one - other);
  const ratio = ratios[Math.floor(ratios.length / 2)] ?? Number.NaN;
  return { due, repetitions: found, ratio, underTraffic: await measureUnderTraffic(await restored(), seeded, due) };
}

/** Both sides on the same data; what they announced must be the same. */
async function compare(
  restored: () => Promise<string>,
  at: string,
  due: number,
  bulkFirst: boolean,
): Promise<Comparison> {
  const measured = async (expire: (url: string) => Promise<number>) => {
    const url = await restored();
    return { perSecond: await expire(url), announced: await announcedIn(url) };
  };
  const inBulk = () => measured((url) => expireInBulk(url, at));
  const bySweep = () => measured((url) => sweepAlone(url, at, due));
  let bulk = bulkFirst ? await inBulk() : undefined;
  const sweep = await bySweep();
  bulk ??= await inBulk();
  const isWhole = sweep.announced.events === due && sweep.announced.unsealed === due;
  if (!isWhole || !isDeepStrictEqual(sweep.announced, bulk.announced)) {
    throw new Error(`Announced differently: ${JSON.stringify([sweep.announced, bulk.announced])}`);
  }
  return { sweep: sweep.perSecond, bulk: bulk.perSecond };
}

async function sweepAlone(url: string, at: string, due: number): Promise<number> {
  const sweeper = await startSweeper(url);
  const { announced, milliseconds } = await sweeper.sweep({ kind: 'expireEndedTerms', at });
  sweeper.stop();
  if (announced !== due) throw new Error(`The sweep announced ${announced} of ${due}.`);
  return (announced * 1000) / milliseconds;
}

async function measureUnderTraffic(url: string, seeded: SeededForExpiry, due: number): Promise<UnderTraffic> {
  const at = seeded.dueAt(due);
  const gateway = await startServer('gateway', url);
  const { key, organisationId } = seeded;
  const facts = { key, organisationId, customers: 0, renewable: 0, prefix: 'new-', cursor: '' };
  const load = startSteadyLoad({ port: gateway.port, facts, perSecond: requestsPerSecond });
  const [sweeper, updating] = [await startSweeper(url), await startUpdating(url, at)];
  const taken = async () => {
    const { requests, failures, refusal, p99 } = await load.take();
    if (failures > 0 || requests === 0) throw new Error(`${failures} of ${requests} requests failed. ${refusal}`);
    return { p99, waits: updating.take() };
  };
  try {
    await sleep(5_000);
    await taken();
    await sleep(secondsBefore * 1000);
    const before = await taken();
    const { announced, milliseconds } = await sweeper.sweep({ kind: 'expireEndedTerms', at });
    const during = await taken();
    return {
      perSecond: (announced * 1000) / milliseconds,
      p99Before: before.p99,
      p99During: during.p99,
      ratio: during.p99 / before.p99,
      waitsBefore: before.waits,
      waitsDuring: during.waits,
    };
  } finally {
    sweeper.stop();
    await updating.stop();
    await load.stop();
    await gateway.stop();
  }
}
