/**
 * The number of repetitions of random tests: few by default, many with `npm run test:long`, which sets TEST_LONG. Each
 * number has its own variable, which takes precedence.
 */
export const isLong = process.env['TEST_LONG'] === 'true';

export const runCounts = {
  /** Random lives of a reseller, besides those of the fixed seeds. */
  lives: countOf('MODEL_RUNS', { usual: 300, long: 10_000 }),
  /** Malformed requests. */
  mangledRequests: countOf('FUZZ_RUNS', { usual: 5_000, long: 100_000 }),
  /** GraphQL queries that are executed by our executor and by graphql-js. */
  queries: countOf('EXECUTION_RUNS', { usual: 150, long: 4_000 }),
  /** Seconds in which processes and the database are killed. */
  chaosSeconds: countOf('CHAOS_SECONDS', { usual: 60, long: 600 }),
  /** Seconds of steady load without kills; 0 skips the test. */
  soakSeconds: countOf('SOAK_SECONDS', { usual: 0, long: 3_600 }),
  /** Seconds for which the database is away, or all connections are in use. */
  outageSeconds: countOf('OUTAGE_SECONDS', { usual: 1, long: 60 }),
};

/** @throws {Error} if the variable is not a whole number from 0 */
function countOf(variable: string, { usual, long }: { readonly usual: number; readonly long: number }): number {
  const text = process.env[variable];
  if (text === undefined) return isLong ? long : usual;
  const count = Number(text);
  if (text.trim() === '' || !Number.isInteger(count) || count < 0) {
    throw new Error(`${variable}: expected a whole number from 0, found "${text}"`);
  }
  return count;
}
