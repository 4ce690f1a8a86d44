import { join } from 'node:path';
import { type Config, ConfigError } from '../config.ts';
import { keptSecret, openEmbedded } from '../db/embedded.ts';
import { newKey } from '../keys/key-format.ts';
import { prepareDatabase } from '../prepare-database.ts';
import { claimSoleUse } from './sole-use.ts';

/** A database with everything in it that a gateway needs. */
export interface Home {
  readonly databaseUrl: string;
  /** The sandbox's key, to be shown; undefined where it is the operator's own. */
  readonly sandboxKey: string | undefined;
  close(): Promise<void>;
}

/**
 * The database of `DATABASE_URL`, or the embedded one, prepared.
 *
 * @throws {ConfigError} when the sandbox was made with another key, or the embedded database is in use
 */
export async function openHome(config: Config): Promise<Home> {
  const { databaseUrl, sandboxApiKey } = config;
  if (databaseUrl === undefined) return openEmbeddedHome(config);
  await prepareDatabase(databaseUrl, sandboxApiKey);
  return { databaseUrl, sandboxKey: undefined, close: async () => undefined };
}

async function openEmbeddedHome({ dataDir, sandboxApiKey }: Config): Promise<Home> {
  const database = await openEmbedded(dataDir);
  const soleUse = await claimSoleUse(database.url, dataDir);
  const close = async () => {
    await soleUse.release();
    await database.stop();
  };
  try {
    const sandboxKey = await sandboxKeyIn(dataDir, sandboxApiKey);
    await prepareDatabase(database.url, sandboxKey);
    return { databaseUrl: database.url, sandboxKey, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The key of the embedded sandbox, kept beside the data: made at the first start, or given then and the same ever since. */
async function sandboxKeyIn(dataDir: string, configured: string | undefined): Promise<string> {
  const kept = await keptSecret(join(dataDir, 'sandbox-key'), () => configured ?? newKey(true));
  if (configured === undefined || configured === kept) return kept;
  throw new ConfigError(
    `Tenure can't run with these settings:\n  SANDBOX_API_KEY: expected the key with which the sandbox in ${dataDir} was made, found another one.\n  Set the first one again, or remove the setting.`,
  );
}
