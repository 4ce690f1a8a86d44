import { UnavailableError } from '../db/errors.ts';
import type { Pool } from '../db/pool.ts';
import { readFingerprintKey } from '../request-fingerprints/fingerprint-key.ts';
import type { Readiness } from './health.ts';

/** Returns what requests need from a prepared database. Throws `UnavailableError` until the database is prepared. */
export type Prepared = () => Promise<{ readonly fingerprintKey: Buffer }>;

/** Creates a check that the database is prepared. It runs until it succeeds once. */
export function createStartupGate(deps: { readonly pool: Pool; readonly readiness: Readiness }): Prepared {
  const { pool, readiness } = deps;
  let kept: { readonly fingerprintKey: Buffer } | undefined;
  return async () => {
    if (kept !== undefined) return kept;
    const fingerprintKey = (await readiness()).length === 0 ? await readFingerprintKey(pool) : undefined;
    if (fingerprintKey === undefined) throw new UnavailableError();
    kept = { fingerprintKey };
    return kept;
  };
}
