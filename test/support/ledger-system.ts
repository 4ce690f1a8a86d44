import { createCustomer } from '../../src/customers/create-customer.ts';
import { openEmbedded } from '../../src/db/server/embedded.ts';
import { prepareDatabase } from '../../src/prepare-database.ts';
import { createQuietWorld } from './calendar.ts';
import { freePort, initialisedDataDir } from './embedded.ts';
import { KeptProcess } from './kept-process.ts';
import { LedgerClient } from './ledger-client.ts';
import type { Partner } from './partner.ts';
import { runScript } from './processes.ts';
import type { Random } from './random.ts';
import { until } from './until.ts';
import type { World } from './world.ts';

/** A partner with the clients that place its orders. */
export interface Seller {
  readonly partner: Partner;
  readonly clients: readonly LedgerClient[];
}

/** A gateway and a worker as separate processes on their own database, and clients that place orders. */
export interface LedgerSystem {
  readonly world: World;
  readonly dataDir: string;
  readonly databasePort: number;
  readonly gateway: KeptProcess;
  readonly worker: KeptProcess;
  readonly sellers: readonly Seller[];
}

/** Starts the system and waits until the gateway is ready. It is stopped after the test. */
export async function startLedgerSystem(clientsPerSeller: number, random: Random): Promise<LedgerSystem> {
  const dataDir = await initialisedDataDir();
  const [databasePort, port] = [await freePort(), await freePort()];
  const { url: DATABASE_URL } = await openEmbedded(dataDir, { port: databasePort });
  await prepareDatabase(DATABASE_URL, undefined);
  const world = await createQuietWorld(DATABASE_URL);
  const settings = { DATABASE_URL, LOG_LEVEL: 'silent' };
  const gateway = new KeptProcess(() => runScript('gateway', { ...settings, PORT: String(port) }));
  const worker = new KeptProcess(() => runScript('worker', settings));
  const url = `http://127.0.0.1:${port}`;
  const sellers = [];
  for (const name of ['A', 'B', 'C', 'D']) {
    // The window is longer than a term, so that a renewal is possible at once.
    const partner = await world.partner({ renewalWindowDays: 40 });
    const customer = { remoteId: 'C1', name: 'One Company', admin: { email: 'isa@example.com' } };
    await createCustomer(await partner.context(), customer);
    const clients = Array.from(
      { length: clientsPerSeller },
      (_, index) => new LedgerClient(`${name}${index}`, { url, key: partner.key }, random),
    );
    sellers.push({ partner, clients });
  }
  await until(async () => (await fetch(`${url}/ready`).catch(() => undefined))?.ok);
  return { world, dataDir, databasePort, gateway, worker, sellers };
}
