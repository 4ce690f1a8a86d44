import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openEmbedded } from '../../src/db/server/embedded.ts';
import { prepareDatabase } from '../../src/prepare-database.ts';
import { copyDataDir } from './copy-data-dir.ts';
import { databaseOn, onServer } from './servers.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A server of which every test file takes a database of its own. */
    readonly serverUrl: string;
    /** A data directory with an initialised cluster and no server, for tests that copy it. */
    readonly initialisedDataDir: string;
  }
}

interface OpenedServer {
  readonly url: string;
  readonly initialisedDataDir: string;
  close(): Promise<void>;
}

/** The server of this run of the suite, and how many projects use it. */
interface SharedServer {
  readonly opened: Promise<OpenedServer>;
  users: number;
}

// Vitest sets up every project that has files to run, each with a copy of this module of its own.
const shared = globalThis as { testServer?: SharedServer };

/** One real PostgreSQL for all projects, with a prepared database to be copied. It is as fast as it is forgetful. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared.testServer ??= { opened: openServer(), users: 0 };
  const server = shared.testServer;
  server.users++;
  const { url, initialisedDataDir, close } = await server.opened;
  project.provide('serverUrl', url);
  project.provide('initialisedDataDir', initialisedDataDir);
  return async () => {
    server.users--;
    if (server.users === 0) await close();
  };
}

async function openServer(): Promise<OpenedServer> {
  const directory = await mkdtemp(join(tmpdir(), 'tenure-test-'));
  const [dataDir, initialisedDataDir] = [join(directory, 'shared'), join(directory, 'initialised')];
  // The account of PostgreSQL has to pass through it.
  await chmod(directory, 0o711);
  await (await openEmbedded(initialisedDataDir)).stop();
  await copyDataDir(initialisedDataDir, dataDir);
  const forgetful = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' };
  // Each file has a database of its own: hundreds, which would be looked through all the time, and are gone in minutes.
  const settings = { ...forgetful, autovacuum: 'off', max_connections: '400' };
  const server = await openEmbedded(dataDir, { settings });
  await onServer(server.url, 'CREATE DATABASE template_tenure');
  await prepareDatabase(databaseOn(server.url, 'template_tenure'), undefined);
  return {
    url: server.url,
    initialisedDataDir,
    async close() {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
