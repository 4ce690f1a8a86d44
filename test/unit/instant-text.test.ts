import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantText } from '../../src/graphql/schema/instant-text.ts';

const earliest = Temporal.Instant.from('-000100-01-01T00:00:00Z').epochMilliseconds;
const latest = Temporal.Instant.from('+012000-01-01T00:00:00Z').epochMilliseconds;
const wholeSeconds = fc.integer({ min: earliest / 1000, max: latest / 1000 }).map((seconds) => seconds * 1000);
const recent = fc.integer({ min: 1_700_000_000, max: 1_900_000_000 }).map((seconds) => seconds * 1000);

test('an instant is formatted like Temporal does, in every year and precision', () => {
  fc.assert(
    fc.property(fc.oneof(wholeSeconds, recent, fc.integer({ min: earliest, max: latest })), (milliseconds) => {
      const date = new Date(milliseconds);
      expect(instantText(date)).toBe(date.toTemporalInstant().toString());
    }),
    { numRuns: 20_000 },
  );
});
