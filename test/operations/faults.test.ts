import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createDatabase } from '../support/databases.ts';
import { temporaryDataDir } from '../support/embedded.ts';
import { runScript } from '../support/processes.ts';

/** A port of the loopback address on which somebody else listens. */
async function takenPort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return String((server.address() as AddressInfo).port);
}

const heading = "Tenure can't run with these settings:";

test.each(['start', 'gateway'] as const)('npm %s on a port in use reports it and exits with 2', async (script) => {
  const port = await takenPort();

  const program = runScript(script, { DATABASE_URL: await createDatabase(), PORT: port, LOG_LEVEL: 'silent' });

  expect(await program.ended).toBe(2);
  expect(program.stderr()).toBe(
    `${heading}\n  PORT: ${port} is taken by another program. Stop that one, or choose another port.\n`,
  );
  expect(program.stdout()).toBe('');
});

test('a worker on a port in use reports it and exits with 2', async () => {
  const port = await takenPort();

  const worker = runScript('worker', { DATABASE_URL: await createDatabase(), WORKER_PORT: port });

  expect(await worker.ended).toBe(2);
  expect(worker.stderr()).toBe(
    `${heading}\n  WORKER_PORT: ${port} is taken by another program. Stop that one, or choose another port.\n`,
  );
});

test('a host that does not belong to this machine is an invalid setting', async () => {
  const program = runScript('gateway', { DATABASE_URL: await createDatabase(), PORT: '0', HOST: '203.0.113.1' });

  expect(await program.ended).toBe(2);
  expect(program.stderr()).toBe(`${heading}\n  HOST: can't listen on 203.0.113.1 port 0 (EADDRNOTAVAIL).\n`);
});

test.each(['start', 'gateway', 'worker', 'migrate'] as const)(
  'npm run %s reports all invalid settings at once and exits with 2',
  async (script) => {
    const program = runScript(script, {
      PORT: '65536',
      DATABASE_URL: 'mysql://tenure:hidden@localhost/tenure',
      SANDBOX_API_KEY: 'too short a key',
      LOG_LEVEL: 'loud',
      LOG_FORMAT: 'xml',
      WORKER_PORT: '-1',
      DATABASE_POOL_SIZE: '0',
      GRAPHIQL: 'yes',
      SHUTDOWN_SECONDS: '1.5',
    });

    expect(await program.ended).toBe(2);
    expect(program.stderr()).toBe(`${heading}
  PORT: expected a whole number from 0 to 65535, found "65536"
  DATABASE_URL: expected a URL such as postgresql://user:password@host:5432/database
  SANDBOX_API_KEY: expected 32 to 128 characters of A–Z a–z 0–9 _ -
  LOG_LEVEL: expected one of fatal, error, warn, info, debug, trace, silent, found "loud"
  LOG_FORMAT: expected one of json, pretty, found "xml"
  WORKER_PORT: expected a whole number from 0 to 65535, found "-1"
  DATABASE_POOL_SIZE: expected a whole number from 3 to 100, found "0"
  GRAPHIQL: expected one of true, false, found "yes"
  SHUTDOWN_SECONDS: expected a whole number from 1 to 600, found "1.5"
`);
  },
);

test.each(['gateway', 'worker', 'migrate'] as const)(
  'npm run %s without a database reports it with all other faults, and exits with 2',
  async (script) => {
    const program = runScript(script, { PORT: '65536', DATABASE_URL: '' });

    expect(await program.ended).toBe(2);
    expect(program.stderr()).toBe(`${heading}
  PORT: expected a whole number from 0 to 65535, found "65536"
  DATABASE_URL: expected a URL, found nothing. \`npm start\` brings a database of its own.
`);
  },
);

test('an unreachable database is reported in plain text by migrate', async () => {
  for (const script of ['start', 'migrate'] as const) {
    const program = runScript(script, { DATABASE_URL: 'postgresql://tenure:hidden@127.0.0.1:1/postgres', PORT: '0' });

    expect(await program.ended).toBe(1);
    const named = script === 'migrate' ? 'Migrating the database "postgres" at 127.0.0.1:1 (DATABASE_URL).\n' : '';
    expect(program.stderr()).toBe(
      `${named}The database "postgres" at 127.0.0.1:1 can't be used: connect ECONNREFUSED 127.0.0.1:1. If DATABASE_URL is set, check it.\n`,
    );
  }
});

test('the first key of a sandbox stays: it may be repeated or left out, and another one exits with 2', async () => {
  const DATABASE_URL = await createDatabase();
  const first = 'the_first_key_of_the_sandbox_0123456789';
  const other = 'another_key_of_the_sandbox_0123456789ab';
  const ends = [];

  for (const SANDBOX_API_KEY of [first, first, '', other]) {
    ends.push(await runScript('migrate', { DATABASE_URL, SANDBOX_API_KEY }).ended);
  }
  const system = runScript('start', { DATABASE_URL, SANDBOX_API_KEY: other, PORT: '0' });
  const end = await system.ended;

  expect([...ends, end]).toEqual([0, 0, 0, 2, 2]);
  expect(system.stderr()).toBe(`${heading}
  SANDBOX_API_KEY: expected the key with which this database's sandbox was created, found another one.
  Set the original key again, or remove the setting. To create more keys, run: npm run key -- create
`);
});

test('an unusable data directory is an invalid setting', async () => {
  const file = join(await temporaryDataDir(), 'a-file');
  await writeFile(file, 'in the way');

  const program = runScript('start', { DATA_DIR: join(file, 'data'), PORT: '0' });

  expect(await program.ended).toBe(2);
  expect(program.stderr()).toBe(
    `DATA_DIR: expected a directory that can be created and written to, found ${join(file, 'data')}: a file is in the way (ENOTDIR). Set DATA_DIR to another directory.\n`,
  );
});
