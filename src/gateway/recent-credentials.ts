import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** The credentials that were valid at their last look-up. Only their hashes are stored. */
export interface RecentCredentials {
  has(credential: string): boolean;
  /** Stores the result of a look-up. */
  note(credential: string, isGood: boolean): void;
}

/** The largest number of stored credentials. The least recently used one is removed first. */
const most = 10_000;

/**
 * Creates the store. It decides only whether a look-up counts towards the limit of the address. Every request is
 * authenticated in any case.
 */
export function createRecentCredentials(): RecentCredentials {
  const good = new LRUCache<string, true>({ max: most });
  const nameOf = (credential: string) => hash('sha256', credential, 'base64');
  return {
    has: (credential) => good.get(nameOf(credential)) !== undefined,
    note(credential, isGood) {
      if (isGood) good.set(nameOf(credential), true);
      else good.delete(nameOf(credential));
    },
  };
}
