/**
 * How much the tests try that repeat something at random: few by default, so that the suite is quick, and many in
 * `npm run test:long`, which sets TEST_LONG. Each number has a variable of its own that precedes both.
 */
export const isLong = process.env['TEST_LONG'] === 'true';

export const runCounts = {
  /** Random lives of a reseller, besides those of the fixed seeds. */
  lives: countOf('MODEL_RUNS', { usual: 300, long: 10_000 }),
  /** Requests that are wrong in some way. */
  mangledRequests: countOf('FUZZ_RUNS', { usual: 5_000, long: 100_000 }),
  /** GraphQL queries that are executed by our executor and by graphql-js. */
  queries: countOf('EXECUTION_RUNS', { usual: 150, long: 4_000 }),
  /** Seconds in which processes and the database are killed. */
  chaosSeconds: countOf('CHAOS_SECONDS', { usual: 60, long: 600 }),
  /** Seconds of steady load without a kill; 0 leaves the test out. */
  soakSeconds: countOf('SOAK_SECONDS', { usual: 0, long: 3_600 }),
  /** Seconds for which the database is away, or all connections are in use. */
  outageSeconds: countOf('OUTAGE_SECONDS', { usual: 1, long: 60 }),
};

/** @throws {Error} when the variable holds anything but a whole number from 0 */
function countOf(variable: string, { usual, long }: { readonly usual: number; readonly long: number }): number {
  const text = process.env[variable];
  if (text === undefined) return isLong ? long : usual;
  const count = Number(text);
  if (text.trim() === '' || !Number.isInteger(count) || count < 0) {
    throw new Error(`${variable}: expected a whole number from 0, found "${text}"`);
  }
  return count;
}
