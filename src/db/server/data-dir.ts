import { constants } from 'node:fs';
import { access, mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EmbeddedDatabaseError } from './embedded-binaries.ts';

/** Returns the directory of the embedded PostgreSQL within the data directory. */
export function clusterDirIn(dataDir: string): string {
  return join(dataDir, 'postgres');
}

/**
 * Whether the data directory contains a database. It creates nothing.
 *
 * @throws {EmbeddedDatabaseError} if the directory cannot be read
 */
export async function hasCluster(dataDir: string): Promise<boolean> {
  try {
    await stat(join(clusterDirIn(dataDir), 'PG_VERSION'));
    return true;
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT' || codeOf(cause) === 'ENOTDIR') return false;
    throw unusable('that this account may read', dataDir, cause);
  }
}

/**
 * Creates the data directory and its parents, and checks that it is writable.
 *
 * @throws {EmbeddedDatabaseError} if that fails; the message says why and what to change
 */
export async function makeDataDir(dataDir: string): Promise<void> {
  try {
    await makeDirectory(dataDir);
    await access(dataDir, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw unusable('that can be created and written to', dataDir, cause);
  }
}

/** Returns the error for a data directory that cannot be used as expected, with the reason of the file system. */
export function unusable(expected: string, dataDir: string, cause: unknown): EmbeddedDatabaseError {
  const code = codeOf(cause) ?? 'unknown error';
  const reason = reasons[code];
  const found = reason === undefined ? `${dataDir} (${code})` : `${dataDir}: ${reason} (${code})`;
  return new EmbeddedDatabaseError(
    `DATA_DIR: expected a directory ${expected}, found ${found}. Set DATA_DIR to another directory.`,
    { cause },
  );
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this account lacks the permission',
  EPERM: 'this account lacks the permission',
  EROFS: 'the file system is read-only',
  EEXIST: 'a file is in the way',
  ENOTDIR: 'a file is in the way',
  ENOENT: 'the file system does not allow new directories there',
  ENOSPC: 'the disk is full',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'its symbolic links form a loop',
};

/**
 * Creates a directory and its parents. The recursive `mkdir` of Node never returns on file systems such as /proc, which
 * report ENOENT for a new directory although its parent exists.
 */
async function makeDirectory(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && (await isDirectory(path))) return;
    if (codeOf(error) !== 'ENOENT' || (await isDirectory(dirname(path)))) throw error;
    await makeDirectory(dirname(path));
    await mkdir(path);
  }
}

async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
