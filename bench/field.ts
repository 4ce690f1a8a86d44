import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchServer } from './database.ts';
import type { ActingPartner, Seeded } from './seed.ts';
import { type RunningServer, type ServerName, serverOf, startServer } from './servers.ts';
import { workloadNamed } from './workloads/all.ts';
import type { Ask, Facts, Side, SideName } from './workloads/workload.ts';

/** A database and the servers that use it. */
export interface Field {
  readonly database: string;
  readonly url: string;
  /** The facts of each partner that sends requests. */
  readonly partners: readonly [Facts, ...Facts[]];
  /** Starts the server of a side unless it runs. */
  open(side: SideName): Promise<RunningServer>;
  /** Restores the seeded data. The servers keep running, and are connected again when this returns. */
  restore(): Promise<void>;
  ask(side: SideName): Ask;
  close(): Promise<void>;
}

/** The workload whose requests show whether a server is connected again. */
const probe = workloadNamed('customerByRemoteId');

export async function openField(server: BenchServer, seeded: Seeded): Promise<Field> {
  const database = `bench_${seeded.template}_${process.pid}`;
  const { customers, renewable, template } = seeded;
  const factsOf = (partner: ActingPartner): Facts => ({ ...partner, customers, renewable, prefix: '', cursor: '' });
  const [first, ...others] = seeded.partners;
  const partners = [factsOf(first), ...others.map(factsOf)] as const;
  const running = new Map<ServerName, Promise<RunningServer>>();
  await server.restore(database, template);
  const url = server.urlOf(database);
  const open = (side: SideName) => {
    const name = serverOf[side];
    const started = running.get(name) ?? startServer(name, url);
    running.set(name, started);
    return started;
  };
  return {
    database,
    url,
    partners,
    open,
    ask: (side) => async (asked, number, from) => ask(await open(side), asked, number, from),
    async restore() {
      await server.restore(database, template);
      for (const [side, name] of Object.entries(serverOf) as [SideName, ServerName][]) {
        const started = await running.get(name);
        const probing = probe.sides[side];
        if (started !== undefined && probing !== undefined) await untilConnected(started, probing, partners[0]);
      }
    },
    async close() {
      for (const started of running.values()) await (await started).stop();
    },
  };
}

/** Sends one request and returns the parsed answer. */
async function ask({ port }: RunningServer, side: Side, number: number, facts: Facts): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}${side.path}`, {
    method: 'POST',
    headers: side.headers(facts),
    body: side.body(number, facts),
  });
  const text = await response.text();
  if (!response.ok || !text.includes(side.sign) || text.includes('"errors":')) {
    throw new Error(`${side.path} answered ${response.status}: ${text.slice(0, 500)}`);
  }
  return JSON.parse(text);
}

async function untilConnected(server: RunningServer, side: Side, facts: Facts): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await ask(server, side, 0, facts);
      return;
    } catch (error) {
      if (attempt === 40) throw error;
      await sleep(250);
    }
  }
}
