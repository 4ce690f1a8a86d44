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

/** An embedded PostgreSQL server on a free port of the loopback interface. */
export interface EmbeddedDatabase {
  readonly url: string;
  /** Whether this call started the server. If not, it was already running, and other processes may be using it. */
  readonly started: boolean;
  /** Shuts the server down. Open transactions are rolled back; committed data is kept. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Server settings in addition to the defaults, such as `{ fsync: 'off' }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** The port to listen on. The default is a free port. */
  readonly port?: number;
}

/**
 * Starts the PostgreSQL server of `dataDir`, and creates its data on the first call. If the server is already running,
 * it is reused: a gateway may be using it, or its supervisor was killed.
 *
 * The server runs in its own session, so that Ctrl-C reaches our processes but not the server. PostgreSQL refuses to
 * run as root, so root uses the account `postgres` or, if that does not exist, `nobody`.
 *
 * @throws {EmbeddedDatabaseError} if the server cannot be started; the message says what to change
 */
export async function openEmbedded(dataDir: string, options: EmbeddedOptions = {}): Promise<EmbeddedDatabase> {
  const account = await serverAccount();
  await makeDataDir(dataDir);
  await grantAccess(account, dataDir);
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

/** Returns the reason why the server stopped, from the part of its log after `bytes`, and the path of the log. */
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

/** Lets the account of the server pass through the directory. Secret files in it have their own modes. */
async function grantAccess(account: Account, dataDir: string): Promise<void> {
  if (account.uid === undefined) return;
  await openTo(dataDir, 0o011).catch((cause) => {
    throw unusable('that can be opened to the account of PostgreSQL', dataDir, cause);
  });
  try {
    // The path is checked as the other account. A working directory would be entered before the account changes.
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
  // The cluster is created under another name and renamed when complete, so that an interrupted first start leaves
  // nothing that looks complete.
  const unfinished = `${clusterDir}-unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  const passwordFile = `${unfinished}-password`;
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account.uid !== undefined && account.gid !== undefined) {
    await Promise.all([unfinished, passwordFile].map((path) => chown(path, account.uid ?? 0, account.gid ?? 0)));
  }
  // The built-in locale provider sorts the same on every machine.
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

/** Returns the port of the server that runs on `clusterDir`, or undefined if none does. The pid file may be stale. */
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

/** Returns the secret in a file that only its owner can read. The first call creates it. */
export async function persistedSecret(path: string, make = () => randomBytes(24).toString('hex')): Promise<string> {
  const kept = await readFile(path, 'utf8').catch(() => undefined);
  if (kept?.trim()) return kept.trim();
  const secret = make();
  // An empty file is left by an interrupted start. A file that appears meanwhile belongs to a concurrent start and is
  // kept.
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
