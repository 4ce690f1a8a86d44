import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chunkSizes, nextChunkSize } from '../../src/due-transitions/chunk-size.ts';

/** The sizes that a sweep comes to where a row takes so many milliseconds, beside what a transaction takes in any case. */
function sizesWhere(millisecondsOfRow: number, overhead = 1, chunks = 50): number[] {
  const sizes: number[] = [chunkSizes.first];
  for (let chunk = 0; chunk < chunks; chunk++) {
    const size = sizes.at(-1) ?? 0;
    sizes.push(nextChunkSize(size, overhead + size * millisecondsOfRow));
  }
  return sizes;
}

test('a sweep finds the chunk size with the target duration', () => {
  const [quick, slow] = [sizesWhere(0.05).at(-1) ?? 0, sizesWhere(0.5).at(-1) ?? 0];

  expect(1 + quick * 0.05).toBeCloseTo(1 + slow * 0.5, 0);
  expect(quick).toBeGreaterThan(5 * slow);
});

test('one slow transaction at most halves the size, and one quick one adds at most half', () => {
  expect([nextChunkSize(200, 5_000), nextChunkSize(200, 0.001)]).toEqual([100, 300]);
});

test('the chunk size has a lower and an upper limit', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: chunkSizes.least, max: chunkSizes.most }),
      fc.double({ min: 0, max: 60_000, noNaN: true }),
      (size, milliseconds) => {
        const next = nextChunkSize(size, milliseconds);
        expect(Number.isInteger(next)).toBe(true);
        expect(next).toBeGreaterThanOrEqual(chunkSizes.least);
        expect(next).toBeLessThanOrEqual(chunkSizes.most);
      },
    ),
  );
});
