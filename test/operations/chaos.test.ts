import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openEmbedded } from '../../src/db/server/embedded.ts';
import { announcedIn, openOrder } from '../support/calendar.ts';
import { serverIn } from '../support/embedded.ts';
import { expectKeptLedger } from '../support/expect-kept-ledger.ts';
import { type LedgerSystem, startLedgerSystem } from '../support/ledger-system.ts';
import { isAlive } from '../support/processes.ts';
import { type Random, randomOf } from '../support/random.ts';
import { isLong, runCounts } from '../support/run-counts.ts';
import { until } from '../support/until.ts';

// CHAOS_SECONDS sets how long it takes.

const seconds = runCounts.chaosSeconds;
const clientsPerSeller = isLong ? 12 : 3;
const pauseMs = 300;

test(`no acknowledged order is lost or doubled while processes and the database are killed for ${seconds} s`, {
  timeout: (seconds + 300) * 1000,
}, async () => {
  const random = randomOf((Math.random() * 2 ** 31) | 0);
  const system = await startLedgerSystem(clientsPerSeller, random);
  const clients = system.sellers.flatMap((seller) => seller.clients);
  const deadline = performance.now() + seconds * 1000;

  const [kills, overdue] = await Promise.all([
    killUntil(deadline, system, random),
    sellOverdueUntil(deadline, system),
    ...clients.map((client) => client.placeUntil(deadline, pauseMs)),
  ]);
  // What was not acknowledged was carried out once or not at all: a retry is answered either way.
  for (const client of clients) {
    for (const command of client.unknown) await client.place(command);
  }

  expect(clients.flatMap(({ faults }) => faults)).toEqual([]);
  const announced = async () => (await announcedIn(system.world)).filter((line) => line.includes('OVERDUE')).sort();
  await until(async () => (await announced()).length >= 2 * overdue.length, 150);
  expect(await announced()).toEqual(overdue.flatMap(announcementsOf).sort());
  await expectKeptLedger(system);

  // A gateway outlives its database.
  expect(new Set(system.gateway.ends)).toEqual(new Set(['SIGKILL']));
  expect(Math.min(kills.gateway, kills.worker, kills.database)).toBeGreaterThanOrEqual(
    Math.max(1, Math.floor(seconds / 30)),
  );
  expect(clients.reduce((sum, { outages }) => sum + outages, 0)).toBeGreaterThan(0);
  expect(clients.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0)).toBeGreaterThan(seconds);
});

/** Kills one after the other at random times, and starts the database again; answers how often each was killed. */
async function killUntil(deadline: number, system: LedgerSystem, random: Random) {
  const kills = { gateway: 0, database: 0, worker: 0 };
  const victims = ['gateway', 'database', 'worker'] as const;
  for (let turn = 0; ; turn++) {
    await sleep(2_000 + random.below(4_000));
    if (performance.now() > deadline) return kills;
    const victim = victims[turn % victims.length] ?? 'gateway';
    kills[victim]++;
    if (victim === 'database') await restartDatabase(system, random);
    else system[victim].kill();
  }
}

/** Stops PostgreSQL at once, as after a power cut, and starts it again a little later. */
async function restartDatabase({ dataDir, databasePort }: LedgerSystem, random: Random): Promise<void> {
  const server = serverIn(dataDir) ?? 0;
  // PostgreSQL's signal for an immediate shutdown.
  process.kill(server, 'SIGQUIT');
  await until(() => !isAlive(server));
  await sleep(random.below(1_500));
  await openEmbedded(dataDir, { port: databasePort });
}

/** Opens one order after the other whose term ended years ago, so that the worker has something to announce. */
async function sellOverdueUntil(deadline: number, { world }: LedgerSystem): Promise<string[]> {
  const partner = await world.partner({ sandbox: false });
  const ids: string[] = [];
  while (performance.now() < deadline) {
    const id = `OVERDUE-${ids.length}`;
    // The database may be down; the same order again is a retry.
    await until(() => openOrder(world, partner, { at: '2020-01-01T00:00:00Z', id }).then(...settled));
    await until(() =>
      world
        .rows(`SELECT graphile_worker.add_job('open-renewal-windows'), graphile_worker.add_job('expire-ended-terms')`)
        .then(...settled),
    );
    ids.push(id);
    await sleep(1_000);
  }
  return ids;
}

const settled = [() => true, () => false] as const;

function announcementsOf(id: string): string[] {
  return [`2020-01-17T00:00:00Z ${id} renewalWindowOpened`, `2020-02-01T00:00:00Z ${id} subscriptionExpired`];
}
