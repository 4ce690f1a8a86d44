import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { SideName } from './workloads/workload.ts';

export type ServerName = 'bare' | 'gateway' | 'postgraphile' | 'apollo';

/** Which process answers for a side. */
export const serverOf: Readonly<Record<SideName, ServerName>> = {
  echo: 'bare',
  bare: 'bare',
  graphql: 'gateway',
  envelope: 'gateway',
  postgraphile: 'postgraphile',
  apollo: 'apollo',
};

const programs: Readonly<Record<ServerName, string>> = {
  bare: './peers/bare.ts',
  gateway: '../src/gateway/main.ts',
  postgraphile: './peers/postgraphile.ts',
  apollo: './peers/apollo.ts',
};

/** A server under measurement: one process, production settings, ten connections to write and read with. */
export interface RunningServer {
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts a server on a database. Everything that the gateway does for its callers is on. */
export async function startServer(name: ServerName, databaseUrl: string): Promise<RunningServer> {
  const child = fork(fileURLToPath(new URL(programs[name], import.meta.url)), {
    execArgv: [],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      GRAPHILE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      // What may stand in a file for the settings is for another gateway.
      DATABASE_POOL_SIZE: '10',
      HOST: '127.0.0.1',
      PORT: '0',
      GRAPHIQL: 'false',
      LOG_LEVEL: 'info',
      // Requests are counted against the limit, which would otherwise be what is measured.
      RATE_LIMIT_PER_SECOND: '1000000',
      RATE_LIMIT_BURST: '1000000',
    },
    stdio: ['ignore', 'ignore', process.env['BENCH_VERBOSE'] ? 'inherit' : 'ignore', 'ipc'],
  });
  const { port } = await listening(name, child);
  return { port, pid: child.pid ?? 0, stop: () => stop(child) };
}

function listening(name: ServerName, child: ChildProcess): Promise<{ port: number }> {
  return new Promise((resolve, reject) => {
    // A gateway also reports whether it is alive, perhaps before it listens.
    child.on('message', (message: { readonly port?: number }) => {
      if (message.port !== undefined) resolve({ port: message.port });
    });
    child.once('error', reject);
    child.once('exit', () =>
      reject(new Error(`${name} ended before it listened. BENCH_VERBOSE=1 shows what it says.`)),
    );
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}

/** Milliseconds of processor time that a process has used so far; undefined where the system does not tell. */
export async function processorTime(pid: number): Promise<number | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  // Linux counts in hundredths of a second, whatever its own clock does.
  return fields && (Number(fields[11]) + Number(fields[12])) * 10;
}
