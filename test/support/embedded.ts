import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { copyDataDir } from './copy-data-dir.ts';
import { isAlive } from './processes.ts';
import { until } from './until.ts';

/** Creates a temporary directory for an embedded database. It is removed after the test, and its server is stopped. */
export async function temporaryDataDir(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tenure-data-'));
  onTestFinished(async () => {
    const server = serverIn(dataDir);
    if (server !== undefined && isAlive(server)) {
      // PostgreSQL's signal for a fast shutdown.
      process.kill(server, 'SIGINT');
      await until(() => !isAlive(server));
    }
    await rm(dataDir, { recursive: true, force: true });
  });
  return dataDir;
}

/**
 * Returns a directory with an initialised embedded database that is not running. It is a copy, because `initdb` takes
 * seconds.
 */
export async function initialisedDataDir(): Promise<string> {
  const dataDir = await temporaryDataDir();
  await copyDataDir(inject('initialisedDataDir'), dataDir);
  return dataDir;
}

/** Returns the process id of the embedded server, or undefined if it is not running. */
export function serverIn(dataDir: string): number | undefined {
  const file = join(dataDir, 'postgres', 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined;
}

/** Returns a free port of the loopback interface. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(address)));
    });
  });
}
