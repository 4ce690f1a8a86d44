/** The limits and the initial value of the chunk size: the number of due rows per transaction. */
export const chunkSizes = { first: 100, least: 10, most: 1_000 } as const;

/** The target duration of a transaction in milliseconds. A verb waits this long for locked subscriptions. */
const aim = 10;

/**
 * Returns the next chunk size after a transaction of the given duration. The size shrinks at most by half, because a
 * single slow transaction may have waited for the disk. It grows at most by half.
 */
export function nextChunkSize(size: number, milliseconds: number): number {
  const factor = Math.min(1.5, Math.max(0.5, aim / milliseconds));
  return Math.min(chunkSizes.most, Math.max(chunkSizes.least, Math.round(size * factor)));
}
