import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { expectKeptLedger } from '../support/expect-kept-ledger.ts';
import { startLedgerSystem } from '../support/ledger-system.ts';
import { randomOf } from '../support/random.ts';
import { runCounts } from '../support/run-counts.ts';

// SOAK_SECONDS sets how long it takes; `npm test` leaves it out.

const seconds = runCounts.soakSeconds;
const samples = 40;

interface Sample {
  readonly gatewayMiB: number;
  readonly workerMiB: number;
  readonly connections: number;
}

test.runIf(seconds > 0)(
  `under a steady load of ${seconds} s memory, connections and response times stay level`,
  {
    timeout: (seconds + 300) * 1000,
  },
  async () => {
    const { world, gateway, worker, ...system } = await startLedgerSystem(3, randomOf(1));
    const clients = system.sellers.flatMap((seller) => seller.clients);
    const deadline = performance.now() + seconds * 1000;
    const taken: Sample[] = [];
    const takeSamples = async () => {
      for (let count = 0; count < samples; count++) {
        await sleep((seconds * 1000) / samples);
        const [open] = await world.rows<{ count: number }>(
          `SELECT count(*)::int AS count FROM pg_stat_activity WHERE backend_type = 'client backend'`,
        );
        const [gatewayMiB, workerMiB] = [await residentMiB(gateway.pid), await residentMiB(worker.pid)];
        taken.push({ gatewayMiB, workerMiB, connections: open?.count ?? 0 });
      }
    };

    await Promise.all([takeSamples(), ...clients.map((client) => client.placeUntil(deadline, 300))]);

    expect(clients.flatMap(({ faults }) => faults)).toEqual([]);
    expect(clients.map(({ outages }) => outages)).toEqual(clients.map(() => 0));
    expect([...gateway.ends, ...worker.ends]).toEqual([]);
    const growth = (of: (sample: Sample) => number) =>
      mean(lastQuarter(taken).map(of)) / mean(secondQuarter(taken).map(of));
    expect(growth(({ gatewayMiB }) => gatewayMiB)).toBeLessThan(1.15);
    expect(growth(({ workerMiB }) => workerMiB)).toBeLessThan(1.15);
    expect(growth(({ connections }) => connections)).toBeLessThan(1.15);
    const early = p99(clients.flatMap(({ durationsMs }) => secondQuarter(durationsMs)));
    const late = p99(clients.flatMap(({ durationsMs }) => lastQuarter(durationsMs)));
    // Other load of the machine may double a time; a leak does more.
    expect(late).toBeLessThan(2 * early + 50);
    await expectKeptLedger({ world, gateway, worker, ...system });
  },
);

/** The memory that a process holds. */
async function residentMiB(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout) / 1024;
}

function secondQuarter<Item>(items: readonly Item[]): Item[] {
  return items.slice(Math.floor(items.length / 4), Math.floor(items.length / 2));
}

function lastQuarter<Item>(items: readonly Item[]): Item[] {
  return items.slice(Math.floor((items.length * 3) / 4));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function p99(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length * 0.99)] ?? Number.NaN;
}
