import type { Location } from 'graphql';
import { LRUCache } from 'lru-cache';

/** How much is remembered of all documents together, and of one at the most. */
const [most, mostOfOne] = [50_000, 5_000];

/** So many characters of a document count as much as one member of what is remembered of it. */
const charactersOfMember = 80;

/**
 * Remembers things by the nodes of documents that they were found for. Fragments within fragments can make much of a short
 * document, and a node holds on to its whole document: `lengthOf` says how much each thing is, and what is too much is not
 * remembered.
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
