import type { ExpiryResult } from './expiry.ts';
import type { Measured, Repetition } from './measure.ts';
import type { MemoryResult } from './memory.ts';

/** The median of all repetitions, with the lowest and the highest of them. */
export interface Spread {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

export interface SideResult {
  readonly perSecond: Spread;
  /** Milliseconds; a limit has no latencies. */
  readonly p50?: Spread;
  readonly p99?: Spread;
  /** Milliseconds of processor time of the server for each request, where the system tells. */
  readonly processor?: Spread;
}

export type WorkloadResult = Partial<Record<Measured, SideResult>>;

/** What came of a run. What was not measured is not there. */
export interface Results {
  readonly workloads: Readonly<Record<string, WorkloadResult>>;
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

/** How many requests of one side there are for each of the other, by their medians; undefined unless both are known. */
export function ratio(one: SideResult | undefined, other: SideResult | undefined): number | undefined {
  return one && other && one.perSecond.median / other.perSecond.median;
}
