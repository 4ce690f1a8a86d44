import { seedCatalogue } from './catalogue/seed-catalogue.ts';
import { ConfigError } from './config.ts';
import { fromDatabaseError } from './db/database-error.ts';
import { openPool } from './db/pool.ts';
import { rewriteEmailKeys } from './db/rewrite-email-keys.ts';
import { migrate } from './db/server/migrate.ts';
import { restoreReaderAccess } from './db/server/reader-access.ts';
import { databaseClock } from './db/transactions/clock.ts';
import { SandboxKeyChangedError, seedSandbox } from './keys/seed-sandbox.ts';
import { createFingerprintKey } from './request-fingerprints/fingerprint-key.ts';

/**
 * Prepares a database for a gateway: migrations, the access of the reader, the keys of e-mail addresses, the catalogue,
 * the key of request fingerprints, and the sandbox if there is a key for it. It does only what is missing, so
 * concurrent calls are safe. Returns the names of the applied migrations.
 *
 * @throws {ConfigError} if the sandbox was created with another key
 * @throws {UnavailableError} if the database is unreachable
 */
export async function prepareDatabase(databaseUrl: string, sandboxApiKey: string | undefined): Promise<string[]> {
  const pool = openPool(databaseUrl, { size: 1, onError: () => undefined });
  try {
    const applied = await migrate(databaseUrl);
    await restoreReaderAccess(pool);
    await rewriteEmailKeys(pool);
    await seedCatalogue(pool);
    await createFingerprintKey(pool);
    if (sandboxApiKey !== undefined) await seedSandbox({ pool, clock: databaseClock }, sandboxApiKey);
    return applied;
  } catch (error) {
    if (error instanceof SandboxKeyChangedError) throw new ConfigError(sandboxKeyChanged);
    throw fromDatabaseError(error);
  } finally {
    await pool.end();
  }
}

const sandboxKeyChanged = [
  "SANDBOX_API_KEY: expected the key with which this database's sandbox was created, found another one.",
  'Set the original key again, or remove the setting. To create more keys, run: npm run key -- create',
];
