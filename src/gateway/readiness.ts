import { hasProducts } from '../catalogue/seed-catalogue.ts';
import { connectionFailureIn } from '../db/connection-failure.ts';
import { fromDatabaseError } from '../db/database-error.ts';
import { UnavailableError } from '../db/errors.ts';
import type { Pool } from '../db/pool.ts';
import { type Migration, pendingMigrations } from '../db/server/migrate.ts';
import { missingReaderAccess } from '../db/server/reader-access.ts';
import { canRead, changedSettings, keepsSessions } from '../db/server/session-checks.ts';
import { readFingerprintKey } from '../request-fingerprints/fingerprint-key.ts';
import type { Readiness } from './health.ts';

/** The time in milliseconds for which the result of the session check remains valid. */
const sessionsCheckedForMs = 30_000;

/**
 * Returns the readiness check of a gateway: the database, the migrations of this version, the data that `npm run
 * migrate` seeds, the access of the reader, and sessions that keep their settings. It returns names only; the errors
 * are in the log.
 */
export function readinessOf(pool: Pool, migrations: readonly Migration[]): Readiness {
  const sessionsFaults = createSessionsCheck(pool);
  return async () => {
    try {
      if ((await pendingMigrations(pool, migrations)).length > 0) return ['migrations'];
      const sessions = await sessionsFaults();
      return sessions.length > 0 ? sessions : await contentFaults(pool);
    } catch (error) {
      if (fromDatabaseError(error) instanceof UnavailableError) return [databaseFault(error)];
      throw error;
    }
  };
}

async function contentFaults(pool: Pool): Promise<string[]> {
  if (!(await canRead(pool))) return ['role of the reader'];
  const missing = await missingReaderAccess(pool);
  const checks: [string, boolean][] = [
    [`access of the reader (${missing.join(', ')}): run npm run migrate`, missing.length === 0],
    ['catalogue', await hasProducts(pool)],
    ['fingerprint key', (await readFingerprintKey(pool)) !== undefined],
  ];
  return checks.filter(([, isInPlace]) => !isInPlace).map(([name]) => name);
}

/**
 * Returns a check of the session settings, which also checks every 30 seconds that connections do not share sessions.
 */
function createSessionsCheck(pool: Pool): () => Promise<string[]> {
  let keptAtMs = Number.NEGATIVE_INFINITY;
  return async () => {
    const changed = await changedSettings(pool);
    if (changed.length > 0) return [`session settings: ${changed.join('; ')}`];
    if (performance.now() - keptAtMs < sessionsCheckedForMs) return [];
    if (!(await keepsSessions(pool))) return ['sessions of its own: a pooler shares them; use session pooling'];
    keptAtMs = performance.now();
    return [];
  };
}

/**
 * Returns the public description of a database failure. Only protocol errors are shown, because other reasons name
 * hosts and accounts. The log has the reason.
 */
function databaseFault(error: unknown): string {
  const failure = connectionFailureIn(error);
  return failure?.isProtocolFault ? `database: ${failure.reason}` : 'database';
}
