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
    /** The server on which each test file creates its database. */
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

/** The server of this test run, and the number of projects that use it. */
interface SharedServer {
  readonly opened: Promise<OpenedServer>;
  users: number;
}

// Vitest sets up every project with its own copy of this module.
const shared = globalThis as { testServer?: SharedServer };

/** Starts one PostgreSQL for all projects, with a prepared template database. It is fast because it is not durable. */
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
  // The account of PostgreSQL must be able to pass through the directory.
  await chmod(directory, 0o711);
  await (await openEmbedded(initialisedDataDir)).stop();
  await copyDataDir(initialisedDataDir, dataDir);
  const forgetful = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' };
  // Autovacuum would scan hundreds of databases that exist only for minutes.
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
