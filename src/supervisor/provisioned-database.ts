import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type Config, ConfigError } from '../config.ts';
import { type EmbeddedDatabase, openEmbedded, persistedSecret } from '../db/server/embedded.ts';
import { newCredential } from '../identity/credential-format.ts';
import { prepareDatabase } from '../prepare-database.ts';
import { exitFor } from '../process.ts';
import { claimSoleUse } from './sole-use.ts';

/** A prepared database. */
export interface ProvisionedDatabase {
  readonly databaseUrl: string;
  /** The key of the sandbox, for the operator. Undefined if there is no sandbox. */
  readonly sandboxKey: string | undefined;
  close(): Promise<void>;
}

/**
 * Opens and prepares the database of `DATABASE_URL`, or the embedded one.
 *
 * @throws {ConfigError} if the sandbox was created with another key, or the embedded database is in use
 */
export async function openProvisionedDatabase(config: Config, log: Logger): Promise<ProvisionedDatabase> {
  const { databaseUrl, sandboxApiKey } = config;
  if (databaseUrl === undefined) return openProvisionedEmbedded(config, log);
  await prepareDatabase(databaseUrl, sandboxApiKey);
  return { databaseUrl, sandboxKey: sandboxApiKey, close: async () => undefined };
}

async function openProvisionedEmbedded({ dataDir, sandboxApiKey }: Config, log: Logger): Promise<ProvisionedDatabase> {
  const database = await keepEmbedded(dataDir, log);
  const { url: databaseUrl, close } = database;
  try {
    const sandboxKey = await sandboxKeyIn(dataDir, sandboxApiKey);
    await prepareDatabase(databaseUrl, sandboxKey);
    return { databaseUrl, sandboxKey, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Opens the embedded database for exclusive use, and restarts it at the same address if it stops. */
async function keepEmbedded(dataDir: string, log: Logger): Promise<{ url: string; close(): Promise<void> }> {
  let database = await openEmbedded(dataDir);
  let soleUse = await claimSoleUse(database.url, dataDir);
  const port = Number(new URL(database.url).port);
  let isClosing = false;
  let again: Promise<unknown> | undefined;
  const bringUpAgain = async (): Promise<void> => {
    await soleUse.lost;
    if (isClosing) return;
    log.error('the embedded database stopped; restarting it');
    again = openAgain(dataDir, port).then((opened) => {
      database = opened;
    });
    await again;
    soleUse = await claimSoleUse(database.url, dataDir);
    return bringUpAgain();
  };
  bringUpAgain().catch((error) => exitFor(error, 'supervisor', log));
  const close = async () => {
    isClosing = true;
    await again?.catch(() => undefined);
    await soleUse.release();
    await database.stop();
  };
  return { url: database.url, close };
}

/** The processes of a killed server must end before another server can use its data. */
async function openAgain(dataDir: string, port: number): Promise<EmbeddedDatabase> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await openEmbedded(dataDir, { port });
    } catch (error) {
      if (attempt === 30) throw error;
      await sleep(1_000);
    }
  }
}

/**
 * Returns the key of the embedded sandbox, which is stored with the data. The first start creates it or takes the
 * configured one.
 */
async function sandboxKeyIn(dataDir: string, configured: string | undefined): Promise<string> {
  const kept = await persistedSecret(join(dataDir, 'sandbox-key'), () => configured ?? newCredential('sandbox'));
  if (configured === undefined || configured === kept) return kept;
  throw new ConfigError([
    `SANDBOX_API_KEY: expected the key with which the sandbox in ${dataDir} was created, found another one.`,
    'Set the original key again, or remove the setting.',
  ]);
}
