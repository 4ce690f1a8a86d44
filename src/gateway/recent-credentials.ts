import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** The credentials that let somebody in when they were last looked up. Only their hashes are kept. */
export interface RecentCredentials {
  has(credential: string): boolean;
  /** Notes what a look-up found. */
  note(credential: string, isGood: boolean): void;
}

/** How many are remembered at the most; the one that was not used for the longest time is forgotten first. */
const most = 10_000;

/** They decide only whether a look-up counts for the address that asks. Every request is looked up all the same. */
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
