import { chmod, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { platform } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openEmbedded } from '../../src/db/server/embedded.ts';
import { createDatabase } from '../support/databases.ts';
import { initialisedDataDir, serverIn, temporaryDataDir } from '../support/embedded.ts';
import { type End, runScript } from '../support/processes.ts';
import { onServer } from '../support/servers.ts';

type Command = 'organisation' | 'key' | 'audit';

interface Ran {
  readonly end: End;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(script: Command, args: readonly string[], settings: Record<string, string>): Promise<Ran> {
  const program = runScript(script, settings, args);
  return { end: await program.ended, stdout: program.stdout(), stderr: program.stderr() };
}

const commands: readonly [Command, string[]][] = [
  ['organisation', ['create', '--name', 'Gulf Telecom']],
  ['key', ['list', '--organisation', '1']],
  ['audit', ['verify']],
];

test.each(commands)('%s creates no database: a directory without one is unchanged and named', async (script, args) => {
  const empty = await temporaryDataDir();
  const missing = join(empty, 'missing');

  const [inEmpty, inMissing] = [
    await run(script, args, { DATA_DIR: empty }),
    await run(script, args, { DATA_DIR: missing }),
  ];

  const refusal = (dataDir: string) => ({
    end: 2,
    stdout: '',
    stderr: `Tenure can't run with these settings:
  DATA_DIR: expected a directory with a database, found none in ${dataDir}.
  Set DATABASE_URL or DATA_DIR to what the gateway runs with. To create a new database there, run: npm start
`,
  });
  expect(inEmpty).toEqual(refusal(empty));
  expect(inMissing).toEqual(refusal(missing));
  expect(await readdir(empty)).toEqual([]);
});

test('without settings, the default directory and the reason are printed', async () => {
  const { end, stderr } = await run('organisation', ['list'], { HOME: await temporaryDataDir() });

  expect(stderr).toMatch(/found none in \S+ \(the default, as neither DATABASE_URL nor DATA_DIR is set\)\.\n/);
  expect(end).toBe(2);
});

test('an embedded database is started and stopped for the command, and a running one is used', async () => {
  const settings = { DATA_DIR: await initialisedDataDir() };
  const using = `Using the embedded database in ${settings.DATA_DIR} (DATA_DIR).\n`;

  const organisation = await run('organisation', ['create', '--name', 'Embedded', '--json'], settings);
  const runsAfterwards = serverIn(settings.DATA_DIR) !== undefined;
  const database = await openEmbedded(settings.DATA_DIR);
  const key = await run('key', ['create', '--organisation', '1', '--json'], settings);
  await onServer(database.url, 'SELECT 1');
  await database.stop();
  const list = await run('key', ['list', '--organisation', '1', '--json'], settings);

  expect(organisation.stderr).toMatch(/^Using .*\n(Applied migration \S+\.\n)+$/);
  expect(organisation.stderr.startsWith(using)).toBe(true);
  expect([JSON.parse(organisation.stdout).id, runsAfterwards]).toEqual([1, false]);
  expect([key.stderr, list.stderr]).toEqual([using, using]);
  const hint = JSON.parse(key.stdout).key.split('_').slice(0, 2).join('_');
  expect(JSON.parse(list.stdout)).toEqual([expect.objectContaining({ organisationId: 1, hint, lastUsedAt: null })]);
  expect(serverIn(settings.DATA_DIR)).toBe(undefined);
});

test('a running database of an older version is not changed', async () => {
  const dataDir = await initialisedDataDir();
  const database = await openEmbedded(dataDir);

  const { end, stdout, stderr } = await run('organisation', ['list'], { DATA_DIR: dataDir });
  await onServer(database.url, `DO $$ BEGIN ASSERT to_regclass('"Organisation"') IS NULL; END $$`);
  await database.stop();

  expect([end, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(
    /^Using the embedded database in \S+ \(DATA_DIR\)\.\nTenure can't run with these settings:\n {2}DATA_DIR: the running database in \S+ lacks \d+ migrations of this version\. Stop npm start and start it again\.\n$/,
  );
});

test('a database without its password or with a broken configuration is reported in plain text', async () => {
  const dataDir = await initialisedDataDir();
  await writeFile(join(dataDir, 'postgres', 'postgresql.auto.conf'), 'no_such_setting = 1\n');
  const broken = await run('organisation', ['list'], { DATA_DIR: dataDir });
  await rm(join(dataDir, 'database-password'));
  const locked = await run('organisation', ['list'], { DATA_DIR: dataDir });

  const using = `Using the embedded database in ${dataDir} (DATA_DIR).\n`;
  expect([broken.end, locked.end]).toEqual([2, 2]);
  expect(broken.stderr.startsWith(`${using}PostgreSQL did not start in ${dataDir}: `)).toBe(true);
  expect(broken.stderr).toMatch(/FATAL: .*configuration file .*\. Its log is \S+\/server\.log\.\n$/);
  expect(locked.stderr).toBe(
    `${using}DATA_DIR: found a database, but not its password in ${dataDir}/database-password. Restore that file, or set DATA_DIR to another directory.\n`,
  );
});

test.runIf(platform() === 'linux')(
  'a directory that cannot be written ends the start, and no command hangs',
  async () => {
    const settings = { DATA_DIR: '/proc/x/y' };
    const start = runScript('start', { ...settings, PORT: '0' });

    expect(await start.ended).toBe(2);
    expect(start.stderr()).toBe(
      'DATA_DIR: expected a directory that can be created and written to, found /proc/x/y: the file system does not allow new directories there (ENOENT). Set DATA_DIR to another directory.\n',
    );
    for (const [script, args] of commands) {
      const { end, stderr } = await run(script, args, settings);
      expect(stderr).toContain('found none in /proc/x/y.');
      expect(end).toBe(2);
    }
  },
);

test('a file in place of the data directory is reported', async () => {
  const file = join(await temporaryDataDir(), 'file');
  await writeFile(file, '');
  const start = runScript('start', { DATA_DIR: file, PORT: '0' });

  expect(await start.ended).toBe(2);
  expect(start.stderr()).toBe(
    `DATA_DIR: expected a directory that can be created and written to, found ${file}: a file is in the way (EEXIST). Set DATA_DIR to another directory.\n`,
  );
  expect((await stat(file)).isFile()).toBe(true);
});

test('a data directory is created with its parents', async () => {
  const parent = await temporaryDataDir();
  await chmod(parent, 0o755);
  const dataDir = join(parent, 'one', 'two', 'three');
  const database = await openEmbedded(dataDir);
  await onServer(database.url, 'SELECT 1');
  await database.stop();

  expect(await readdir(dataDir)).toContain('postgres');
});

test.runIf(process.getuid?.() === 0)('a directory that PostgreSQL cannot reach is refused in plain text', async () => {
  const dataDir = join(await temporaryDataDir(), 'below');

  const start = runScript('start', { DATA_DIR: dataDir, PORT: '0' });

  expect(await start.ended).toBe(2);
  expect(start.stderr()).toBe(
    `DATA_DIR: expected a directory that the account of PostgreSQL can reach, found ${dataDir}. As root, PostgreSQL runs under another account: choose a directory below none that is closed to others, such as /var/lib/tenure.\n`,
  );
});

test('an unreachable database is named without its account and password', async () => {
  const { end, stderr } = await run('organisation', ['list'], {
    DATABASE_URL: 'postgresql://tenure:hidden@127.0.0.1:1/postgres',
  });

  expect([end, stderr]).toEqual([
    1,
    `Using the database "postgres" at 127.0.0.1:1 (DATABASE_URL).\nThe database "postgres" at 127.0.0.1:1 can't be used: connect ECONNREFUSED 127.0.0.1:1. If DATABASE_URL is set, check it.\n`,
  ]);
});

test('a command reports a database without migrations, and what to do', async () => {
  const url = await createDatabase('empty');
  const { host, pathname } = new URL(url);

  const { end, stderr } = await run('organisation', ['list'], { DATABASE_URL: url });

  const migrations = (await readdir('prisma/migrations', { withFileTypes: true })).filter((entry) =>
    entry.isDirectory(),
  );
  const database = `database "${pathname.slice(1)}" at ${host}`;
  expect([end, stderr]).toEqual([
    2,
    `Using the ${database} (DATABASE_URL).\nTenure can't run with these settings:\n  DATABASE_URL: the ${database} lacks ${migrations.length} migrations of this version. Run: npm run migrate\n`,
  ]);
});
