import { randomUUID } from 'node:crypto';
import { inject, onTestFinished } from 'vitest';
import { openPool, type Pool } from '../../src/db/pool.ts';
import { databaseOn, onServer } from './servers.ts';

/** A database of one's own: prepared like a real one, or empty. It is gone with the server. */
export async function createDatabase(kind: 'prepared' | 'empty' = 'prepared'): Promise<string> {
  const serverUrl = inject('serverUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const template = kind === 'prepared' ? 'template_tenure' : 'template0';
  await onServer(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  return databaseOn(serverUrl, name);
}

/** A pool on a new database, closed when the test or the file is done. */
export async function createTestPool(size = 10): Promise<Pool> {
  const pool = openPool(await createDatabase(), { size, onError: () => undefined });
  onTestFinished(() => pool.end());
  return pool;
}
