/** What some work answered, and how long it took. */
export interface Timed<Value> {
  readonly value: Value;
  readonly milliseconds: number;
}

export async function timed<Value>(work: () => Promise<Value>): Promise<Timed<Value>> {
  const startedAt = performance.now();
  const value = await work();
  return { value, milliseconds: performance.now() - startedAt };
}

/** The smallest of the values than which at least this share of them is not larger. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(Math.ceil(sorted.length * share) - 1, 0)] ?? Number.NaN;
}
