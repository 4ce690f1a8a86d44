import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { clusterDirIn, hasCluster, makeDataDir, unusable } from './data-dir.ts';
import {
  type Account,
  type Binaries,
  EmbeddedDatabaseError,
  openTo,
  reachableBinaries,
  serverAccount,
} from './embedded-binaries.ts';

const run = promisify(execFile);
const user = 'tenure';

/** A PostgreSQL server of our own, on a free port of the loopback address. */
export interface EmbeddedDatabase {
  readonly url: string;
  /** Whether this call started the server; if not, it was running already and others may be using it. */
  readonly started: boolean;
  /** Shuts the server down: open transactions are rolled back, everything committed is kept. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Server settings beyond the defaults, such as `{ fsync: 'off' }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** The port to listen on; a free one unless given. */
  readonly port?: number;
}

/**
 * Makes sure that the PostgreSQL server of `dataDir` is running, creating its data at the first call. A server that is
 * still up (a gateway uses it, or its supervisor was killed) is joined, not started again.
 *
 * The server runs in a session of its own, so that Ctrl-C reaches our processes and not it. PostgreSQL refuses to run
 * as root: there it runs as `postgres` or, failing that, as `nobody`.
 */
export async function openEmbedded(dataDir: string, options: EmbeddedOptions = {}): Promise<EmbeddedDatabase> {
  const account = await serverAccount();
  await makeDataDir(dataDir);
  await letIn(account, dataDir);
  const binaries = await reachableBinaries(dataDir, account);
  const clusterDir = clusterDirIn(dataDir);
  const isNew = !(await hasCluster(dataDir));
  const passwordFile = join(dataDir, 'database-password');
  const password = isNew ? await persistedSecret(passwordFile) : await existingPassword(passwordFile);
  if (isNew) await createCluster(binaries, clusterDir, password, account);

  const control = (...args: string[]) =>
    run(binaries.pg_ctl, ['-D', clusterDir, '-w', ...args], { ...account, cwd: clusterDir });
  const urlOn = (port: number) => `postgresql://${user}:${password}@127.0.0.1:${port}/postgres`;
  const stop = async () => void (await control('stop', '-m', 'fast'));

  const running = await portOfRunningServer(clusterDir, urlOn);
  if (running !== undefined) return { url: urlOn(running), started: false, stop };
  const port = options.port ?? (await freePort());
  const log = join(clusterDir, 'server.log');
  const logged = await sizeOf(log);
  try {
    await control('start', '-t', '60', '-l', log, '-o', serverArguments(port, options.settings));
  } catch (cause) {
    throw new EmbeddedDatabaseError(`PostgreSQL did not start in ${dataDir}: ${await reasonIn(log, logged)}`, {
      cause,
    });
  }
  return { url: urlOn(port), started: true, stop };
}

function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

/** Why the server gave up, from what its log has gained since it had so many bytes, and where to read on. */
async function reasonIn(log: string, bytes: number): Promise<string> {
  const written = await readFile(log).catch(() => Buffer.alloc(0));
  const lines = written.subarray(bytes).toString('utf8').split('\n');
  const reason = lines.findLast((line) => /\b(FATAL|PANIC):/.test(line));
  return `${reason === undefined ? 'no reason is known' : reason.trim()}. Its log is ${log}.`;
}

async function existingPassword(path: string): Promise<string> {
  const password = await readFile(path, 'utf8').catch(() => '');
  if (password.trim() !== '') return password.trim();
  throw new EmbeddedDatabaseError(
    `DATA_DIR: found a database, but not its password in ${path}. Restore that file, or set DATA_DIR to another directory.`,
  );
}

/** The account of the server has to pass through the directory. What is secret in there has a mode of its own. */
async function letIn(account: Account, dataDir: string): Promise<void> {
  if (account.uid === undefined) return;
  await openTo(dataDir, 0o011).catch((cause) => {
    throw unusable('that can be opened to the account of PostgreSQL', dataDir, cause);
  });
  try {
    // Asked by its path: a working directory is entered before the process becomes the other account.
    await run('test', ['-x', dataDir], { ...account, cwd: '/' });
  } catch (cause) {
    throw new EmbeddedDatabaseError(
      `DATA_DIR: expected a directory that the account of PostgreSQL can reach, found ${dataDir}. As root, PostgreSQL runs under another account: choose a directory below none that is closed to others, such as /var/lib/tenure.`,
      { cause },
    );
  }
}

function serverArguments(port: number, settings: Readonly<Record<string, string>> = {}): string {
  const all = { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(port), ...settings };
  return Object.entries(all)
    .map(([name, value]) => `-c ${name}='${value}'`)
    .join(' ');
}

async function createCluster(
  binaries: Binaries,
  clusterDir: string,
  password: string,
  account: Account,
): Promise<void> {
  // Made beside its place and moved when whole: an interrupted first start leaves nothing that looks finished.
  const unfinished = `${clusterDir}-unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  const passwordFile = `${unfinished}-password`;
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account.uid !== undefined && account.gid !== undefined) {
    await Promise.all([unfinished, passwordFile].map((path) => chown(path, account.uid ?? 0, account.gid ?? 0)));
  }
  // The locale provider is the built-in one, so that sorting is the same on every machine.
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = ['-U', user, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  try {
    await run(binaries.initdb, ['-D', unfinished, ...access, '--encoding=UTF8', ...locale, '--no-instructions'], {
      ...account,
      cwd: unfinished,
    });
    await rename(unfinished, clusterDir);
  } catch (cause) {
    const said = (cause as { stderr?: string }).stderr?.trim() || String(cause);
    throw new EmbeddedDatabaseError(`PostgreSQL could not create its files in ${clusterDir}: ${said}`, { cause });
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** The port of the server that runs on `clusterDir`, if one does: its pid file may be a leftover. */
async function portOfRunningServer(clusterDir: string, urlOn: (port: number) => string): Promise<number | undefined> {
  const pidFile = await readFile(join(clusterDir, 'postmaster.pid'), 'utf8').catch(() => '');
  const port = Number(pidFile.split('\n')[3]);
  if (!Number.isInteger(port) || port <= 0) return undefined;
  const client = new pg.Client({ connectionString: urlOn(port), connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return port;
  } catch {
    return undefined;
  }
}

/** The secret kept in a file that only its owner may read, made at the first call. */
export async function persistedSecret(path: string, make = () => randomBytes(24).toString('hex')): Promise<string> {
  const kept = await readFile(path, 'utf8').catch(() => undefined);
  if (kept?.trim()) return kept.trim();
  const secret = make();
  // An empty file is what an interrupted start left; one that appears meanwhile is another start's, and stays.
  await writeFile(path, `${secret}\n`, { mode: 0o600, flag: kept === undefined ? 'wx' : 'w' });
  return secret;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('No port')),
      );
    });
  });
}
