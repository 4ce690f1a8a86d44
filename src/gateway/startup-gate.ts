import { UnavailableError } from '../db/errors.ts';
import type { Pool } from '../db/pool.ts';
import { readFingerprintKey } from '../request-fingerprints/fingerprint-key.ts';
import type { Readiness } from './health.ts';

/** What requests need of a prepared database. Throws `UnavailableError` until it is there. */
export type Prepared = () => Promise<{ readonly fingerprintKey: Buffer }>;

/** What a gateway needs from a prepared database. It is looked for until it is there, and never again. */
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
