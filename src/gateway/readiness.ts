import { hasProducts } from '../catalogue/seed-catalogue.ts';
import { fromDatabaseError } from '../db/database-error.ts';
import { UnavailableError } from '../db/errors.ts';
import { canRead, type Pool, strangeSettings } from '../db/pool.ts';
import { type Migration, pendingMigrations } from '../db/server/migrate.ts';
import { readFingerprintKey } from '../request-fingerprints/fingerprint-key.ts';
import type { Readiness } from './health.ts';

/**
 * What this gateway waits for: the database, this version's migrations, what `npm run migrate` seeds, and the session
 * settings that a proxy in between may have dropped. Names only, no text of errors.
 */
export function readinessOf(pool: Pool, migrations: readonly Migration[]): Readiness {
  return async () => {
    try {
      if ((await pendingMigrations(pool, migrations)).length > 0) return ['migrations'];
      const checks: [string, boolean][] = [
        ['session settings', (await strangeSettings(pool)).length === 0],
        ['role of the reader', await canRead(pool)],
        ['catalogue', await hasProducts(pool)],
        ['fingerprint key', (await readFingerprintKey(pool)) !== undefined],
      ];
      return checks.filter(([, isInPlace]) => !isInPlace).map(([name]) => name);
    } catch (error) {
      if (fromDatabaseError(error) instanceof UnavailableError) return ['database'];
      throw error;
    }
  };
}
