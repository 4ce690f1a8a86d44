import { expect, onTestFinished, test } from 'vitest';
import { MigrationError } from '../../src/db/errors.ts';
import { openPool } from '../../src/db/pool.ts';
import { openEmbedded } from '../../src/db/server/embedded.ts';
import { readMigrations } from '../../src/db/server/migrate.ts';
import { canRead } from '../../src/db/server/session-checks.ts';
import { readinessOf } from '../../src/gateway/readiness.ts';
import { prepareDatabase } from '../../src/prepare-database.ts';
import { initialisedDataDir } from '../support/embedded.ts';
import { databaseOn, onServer } from '../support/servers.ts';

// A server where ours is one account among others, and an administrator gives it what it needs.

test('an account that cannot create the role of the reader is told what an administrator must do', async () => {
  const server = await openEmbedded(await initialisedDataDir(), { settings: { fsync: 'off' } });
  const administer = (statement: string) => onServer(server.url, statement);
  await administer(`CREATE ROLE plain LOGIN PASSWORD 'plain'`);
  await administer(`CREATE ROLE maker LOGIN PASSWORD 'maker' CREATEROLE`);
  const databaseOf = async (account: string, name: string) => {
    await administer(`CREATE DATABASE ${name} OWNER ${account}`);
    const url = new URL(databaseOn(server.url, name));
    [url.username, url.password] = [account, account];
    return url.href;
  };

  const url = await databaseOf('plain', 'one');
  const withoutRole = await prepareDatabase(url, undefined).catch((error) => error);
  const makers = await databaseOf('maker', 'two');
  await prepareDatabase(makers, undefined);
  const withoutMembership = await prepareDatabase(url, undefined).catch((error) => error);
  await administer('GRANT tenure_reader TO plain');
  await prepareDatabase(url, undefined);

  expect([withoutRole, withoutMembership].map((error) => error instanceof MigrationError)).toEqual([true, true]);
  expect(withoutRole.message).toContain('CREATE ROLE tenure_reader NOLOGIN; GRANT tenure_reader TO plain');
  expect(withoutMembership.message).toContain('GRANT tenure_reader TO plain');
  for (const prepared of [makers, url]) {
    const pool = openPool(prepared, { size: 1, onError: () => undefined });
    onTestFinished(() => pool.end());
    expect(await readinessOf(pool, await readMigrations())()).toEqual([]);
    expect(await canRead(pool)).toBe(true);
  }
});

test('without the role of the reader or ownership of the tables a gateway is not ready', async () => {
  const server = await openEmbedded(await initialisedDataDir(), { settings: { fsync: 'off' } });
  await prepareDatabase(server.url, undefined);
  await onServer(server.url, `CREATE ROLE guest LOGIN PASSWORD 'guest'`);
  await onServer(server.url, 'GRANT ALL ON ALL TABLES IN SCHEMA public TO guest');
  const url = new URL(server.url);
  [url.username, url.password] = ['guest', 'guest'];
  const pool = openPool(url.href, { size: 1, onError: () => undefined });
  onTestFinished(() => pool.end());
  const readiness = readinessOf(pool, await readMigrations());

  const neither = await readiness();
  await onServer(server.url, 'GRANT tenure_reader TO guest');
  const noOwner = await readiness();

  expect(neither).toContain('role of the reader');
  expect(noOwner).toContain('role of the reader');
});
