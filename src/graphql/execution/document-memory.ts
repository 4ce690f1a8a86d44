import type { Location } from 'graphql';
import { LRUCache } from 'lru-cache';

/** The largest total size of a cache, and the largest size of one entry. */
const [most, mostOfOne] = [50_000, 5_000];

/** This many characters of a document count as one member of an entry. */
const charactersOfMember = 80;

/**
 * Creates a bounded cache whose keys are document nodes. Nested fragments can expand a short document into a large
 * value, and a node keeps its whole document in memory. The cache therefore limits the size that `lengthOf` returns for
 * each value, and does not keep values that are too large.
 */
export function documentMemory<Node extends { readonly loc?: Location | undefined }, Value extends object>(
  lengthOf: (value: Value) => number,
) {
  return new LRUCache<Node, Value>({
    max: 1024,
    maxSize: most,
    maxEntrySize: mostOfOne,
    sizeCalculation: (value, { loc }) =>
      lengthOf(value) + Math.ceil((loc?.source.body.length ?? 0) / charactersOfMember),
  });
}
