import { readFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import type { BenchServer } from './database.ts';
import { findPgbench, pgbenchVersion } from './pgbench.ts';

/** Where a run took place, and with what. */
export interface Machine {
  readonly date: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  /** Over the last minute before the run. */
  readonly load: number;
  readonly versions: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, string>>;
}

export async function describeMachine(server: BenchServer): Promise<Machine> {
  const program = findPgbench();
  const [load = 0] = loadavg();
  return {
    date: new Date(performance.timeOrigin).toISOString().slice(0, 10),
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 1024 ** 3),
    system: `${process.platform} ${process.arch}`,
    load: Math.round(load * 100) / 100,
    versions: {
      Node: process.versions.node,
      PostgreSQL: server.version,
      pgbench:
        program === undefined ? 'not found' : (await pgbenchVersion(program)).replace(/^pgbench \(PostgreSQL\) /, ''),
      ...(await versionsIn('../package.json', ['graphql-yoga', '@pothos/core', '@prisma/client', 'pg'])),
      ...(await versionsIn('./package.json', ['postgraphile', '@apollo/server', 'autocannon'])),
    },
    settings: server.settings,
  };
}

async function versionsIn(path: string, names: readonly string[]): Promise<Record<string, string>> {
  const { dependencies } = JSON.parse(await readFile(new URL(path, import.meta.url), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  return Object.fromEntries(names.map((name) => [name, dependencies[name] ?? 'unknown']));
}
