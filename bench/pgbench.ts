import { execFile } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { sessionSettings } from '../src/db/pool.ts';
import { firstNumber, type RecordedScript } from './recorded-statements.ts';

const run = promisify(execFile);

/** What PostgreSQL itself can do with the statements of a request, driven by a program in C. */
export interface PgbenchRate {
  /** Transactions in a second, connecting left out: as many requests of ours would be answered. */
  readonly perSecond: number;
  readonly failed: number;
}

export interface PgbenchRun {
  readonly url: string;
  readonly script: RecordedScript;
  readonly clients?: number;
  readonly seconds: number;
}

/** pgbench of the system: in the PATH, or where Debian keeps it, the newest first. */
export function findPgbench(): string | undefined {
  const versioned = '/usr/lib/postgresql';
  const versions = namesIn(versioned).sort((one, other) => Number(other) - Number(one));
  const directories = [
    ...(process.env['PATH'] ?? '').split(delimiter).filter(Boolean),
    ...versions.map((version) => join(versioned, version, 'bin')),
  ];
  return directories.map((directory) => join(directory, 'pgbench')).find(isProgram);
}

/** Such as `pgbench (PostgreSQL) 18.4`. */
export async function pgbenchVersion(program: string): Promise<string> {
  return (await run(program, ['--version'])).stdout.trim();
}

/**
 * Runs a recorded script for so many seconds, over and over on each of the connections.
 *
 * @throws {Error} when a transaction failed, or did not write what a request writes
 */
export async function pgbenchRate({ url, script, clients = 16, seconds }: PgbenchRun): Promise<PgbenchRate> {
  const program = findPgbench();
  if (program === undefined)
    throw new Error('There is no pgbench here. It comes with the server: apt-get install postgresql');
  const directory = await mkdtemp(join(tmpdir(), 'tenure-pgbench-'));
  try {
    const path = join(directory, 'script.sql');
    await writeFile(path, script.text);
    const variables = { ...script.variables, first: String(firstNumber), clients: String(clients) };
    const definitions = Object.entries(variables).flatMap(([name, value]) => ['-D', `${name}=${value}`]);
    const load = ['-n', '-M', 'prepared', '-j', '2', '-c', String(clients), '-T', String(seconds)];
    const before = await countEvents(url);
    const said = readResult(await outputOf(program, [...load, '-f', path, ...definitions], url));
    const written = (await countEvents(url)) - before;
    if (said.failed > 0 || said.done === 0 || written !== said.done * script.events) {
      throw new Error(`pgbench ran ${said.done} transactions that wrote ${written} events; ${said.failed} failed`);
    }
    return { perSecond: said.perSecond, failed: said.failed };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function outputOf(program: string, options: readonly string[], url: string): Promise<string> {
  try {
    return (await run(program, options, { env: environmentOf(url) })).stdout;
  } catch (error) {
    // What Node says of it repeats the values of all variables.
    const said = (error as { stderr?: string }).stderr ?? String(error);
    throw new Error(`pgbench failed: ${said.split('\n').slice(0, 5).join('\n')}`);
  }
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Sessions like those of the gateway. The password is in no list of processes. */
function environmentOf(url: string): NodeJS.ProcessEnv {
  const { hostname, port, username, password, pathname } = new URL(url);
  const settings = Object.entries(sessionSettings).map(([name, value]) => `-c ${name}=${value}`);
  return {
    ...process.env,
    PGHOST: hostname,
    PGPORT: port,
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    PGOPTIONS: settings.join(' '),
  };
}

function readResult(output: string): PgbenchRate & { readonly done: number } {
  const number = (pattern: RegExp) => Number(pattern.exec(output)?.[1] ?? Number.NaN);
  const perSecond = number(/^tps = ([\d.]+)/m);
  const done = number(/^number of transactions actually processed: (\d+)/m);
  if (Number.isNaN(perSecond) || Number.isNaN(done)) throw new Error(`pgbench said something unexpected:\n${output}`);
  // Versions before 15 do not say: they end with an error.
  const failed = number(/^number of failed transactions: (\d+)/m);
  return { perSecond, done, failed: Number.isNaN(failed) ? 0 : failed };
}

async function countEvents(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: number }>('SELECT count(*)::int AS count FROM "Event"');
    return rows[0]?.count ?? 0;
  } finally {
    await client.end();
  }
}
