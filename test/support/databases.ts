import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { databaseOn, onServer } from './servers.ts';

/**
 * Creates a database, either prepared or empty. It is removed with the server. Its time zone is that of this process,
 * because neither may matter.
 */
export async function createDatabase(kind: 'prepared' | 'empty' = 'prepared'): Promise<string> {
  const serverUrl = inject('serverUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const template = kind === 'prepared' ? 'template_tenure' : 'template0';
  await onServer(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  await onServer(
    serverUrl,
    `ALTER DATABASE ${name} SET timezone TO '${Intl.DateTimeFormat().resolvedOptions().timeZone}'`,
  );
  return databaseOn(serverUrl, name);
}
