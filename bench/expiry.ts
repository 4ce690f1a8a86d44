import { type BenchServer, openBenchServer } from './database.ts';
import { type FewDue, measureFewDue } from './expiry/few-due.ts';
import { type JobDrain, measureJobDrain } from './expiry/job-drain.ts';
import { measureSize, type SizeResult } from './expiry/sizes.ts';
import { measureWindows, type Windows } from './expiry/windows.ts';
import { seededForExpiry } from './seed.ts';

// What the calendar costs: `node -r ./.config/preload.cjs bench/expiry.ts`, or as a part of `npm run bench`.

export interface ExpiryOptions {
  /** How many terms are due, and how often that is measured without traffic. */
  readonly sizes: readonly { readonly due: number; readonly repetitions: number }[];
}

export interface ExpiryResult {
  readonly sizes: readonly SizeResult[];
  /** The longest that an update of a due subscription took beside any of these sweeps, in milliseconds. */
  readonly longestLockWait: number;
  readonly fewDue: FewDue;
  readonly windows: Windows;
  readonly jobDrain: JobDrain;
}

const whole: ExpiryOptions = {
  sizes: [
    { due: 100_000, repetitions: 3 },
    { due: 1_000_000, repetitions: 1 },
  ],
};

/** Measures how ended terms and opened windows are announced: how fast, and at whose cost. */
export async function measureExpiry(server: BenchServer, options: ExpiryOptions = whole): Promise<ExpiryResult> {
  const sizes: SizeResult[] = [];
  for (const { due, repetitions } of options.sizes) {
    console.error(`Measuring expiry of ${due.toLocaleString('en')} terms`);
    sizes.push(await measureSize(server, due, repetitions));
  }
  console.error('Measuring expiry of few terms, renewal windows and the queue');
  const fewDue = await measureFewDue(server);
  const windows = await measureWindows(server);
  const longestLockWait = Math.max(...sizes.map(({ underTraffic }) => underTraffic.waitsDuring.longest));
  return { sizes, longestLockWait, fewDue, windows, jobDrain: await measureQueue(server) };
}

async function measureQueue(server: BenchServer): Promise<JobDrain> {
  const { template } = await seededForExpiry(server, 10_000);
  const database = `bench_queue_${process.pid}`;
  await server.restore(database, template);
  return measureJobDrain(server.urlOf(database));
}

if (import.meta.main) {
  const server = await openBenchServer();
  try {
    console.log(JSON.stringify(await measureExpiry(server), undefined, 2));
  } finally {
    await server.stop();
  }
}
