import type { Location } from 'graphql';
import { LRUCache } from 'lru-cache';

/** So many characters of a document count as much as one member of what is remembered of it. */
const charactersOfMember = 80;

/**
 * Remembers things by the nodes of documents that they were found for. Fragments within fragments can make much of a short
 * document, and a node holds on to its whole document: together they may be so long, by what `lengthOf` says of each.
 */
export function documentMemory<Node extends { readonly loc?: Location | undefined }, Value extends object>(
  lengthOf: (value: Value) => number,
) {
  return new LRUCache<Node, Value>({
    max: 1024,
    maxSize: 50_000,
    sizeCalculation: (value, { loc }) =>
      lengthOf(value) + Math.ceil((loc?.source.body.length ?? 0) / charactersOfMember),
  });
}
