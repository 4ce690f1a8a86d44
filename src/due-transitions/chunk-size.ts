/** The sizes between which a sweep chooses: how many due rows one transaction works through. */
export const chunkSizes = { first: 100, least: 10, most: 1_000 } as const;

/** How long a transaction of a sweep should take, in milliseconds: that long does a verb wait for what it has locked. */
const aim = 10;

/**
 * How many due rows the next transaction of a sweep takes on, after one that took so long. A single slow one may have
 * waited for the disk, so the size is at the most halved, and grows by half.
 */
export function nextChunkSize(size: number, milliseconds: number): number {
  const factor = Math.min(1.5, Math.max(0.5, aim / milliseconds));
  return Math.min(chunkSizes.most, Math.max(chunkSizes.least, Math.round(size * factor)));
}
