import type { ExpiryResult } from './expiry.ts';
import type { Measured, Repetition } from './measure.ts';
import type { MemoryResult } from './memory.ts';

/** The median, lowest and highest of all repetitions. */
export interface Spread {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

export interface SideResult {
  readonly perSecond: Spread;
  /** Milliseconds; pgbench has no latencies. */
  readonly p50?: Spread;
  readonly p99?: Spread;
  /** Processor time of the server for each request in milliseconds, where the system reports it. */
  readonly processor?: Spread;
}

export type WorkloadResult = Partial<Record<Measured, SideResult>>;

export type WorkloadResults = Readonly<Record<string, WorkloadResult>>;

/** The results of a run, without what was not measured. */
export interface Results {
  /** All connections send the API key of one partner. */
  readonly workloads: WorkloadResults;
  /** Each of the 16 connections sends the API key of another partner. */
  readonly workloadsOf16Partners?: WorkloadResults;
  readonly memory?: MemoryResult;
  readonly expiry?: ExpiryResult;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = (sorted.length - 1) / 2;
  const at = (place: number) => sorted[place] ?? Number.NaN;
  return {
    median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    lowest: at(0),
    highest: at(sorted.length - 1),
  };
}

export function sideResult(repetitions: readonly Repetition[]): SideResult {
  const spread = (name: 'p50' | 'p99' | 'processor') => {
    const known = repetitions.flatMap((repetition) => repetition[name] ?? []);
    return known.length === repetitions.length ? { [name]: spreadOf(known) } : {};
  };
  const perSecond = spreadOf(repetitions.map((repetition) => repetition.perSecond));
  return { perSecond, ...spread('p50'), ...spread('p99'), ...spread('processor') };
}

export function workloadResult(found: ReadonlyMap<Measured, readonly Repetition[]>): WorkloadResult {
  return Object.fromEntries([...found].map(([name, repetitions]) => [name, sideResult(repetitions)]));
}

/** The requests per second of one side divided by those of the other; undefined unless both were measured. */
export function ratio(one: SideResult | undefined, other: SideResult | undefined): number | undefined {
  return one && other && one.perSecond.median / other.perSecond.median;
}
