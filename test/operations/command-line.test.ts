import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { openEmbedded } from '../../src/db/server/embedded.ts';
import { createDatabase } from '../support/databases.ts';
import { serverIn, temporaryDataDir } from '../support/embedded.ts';
import { type End, runScript } from '../support/processes.ts';
import { onServer } from '../support/servers.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();

// biome-ignore lint/suspicious/noExplicitAny: it is whatever the command answers, and tests say what they expect.
type Printed = any;

interface Ran {
  readonly end: End;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line to its end, on the database of the test's gateway unless said otherwise. */
async function run(
  script: 'organisation' | 'key',
  args: readonly string[],
  settings: Record<string, string> = { DATABASE_URL: world.databaseUrl },
): Promise<Ran> {
  const program = runScript(script, settings, args);
  return { end: await program.ended, stdout: program.stdout(), stderr: program.stderr() };
}

/** What a command answers a program, once it has succeeded. */
async function json(
  script: 'organisation' | 'key',
  args: readonly string[],
  settings?: Record<string, string>,
): Promise<Printed> {
  const { end, stdout, stderr } = await run(script, [...args, '--json'], settings);
  if (end !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

async function statusFor(key: string): Promise<number> {
  const response = await fetch(`${world.url}/graphql`, {
    method: 'POST',
    headers: { 'x-api-key': key, 'content-type': 'application/json' },
    body: '{"query":"{ __typename }"}',
  });
  return response.status;
}

test('an organisation is created, tells what to do next, and is found in the list', async () => {
  const created = await run('organisation', ['create', '--name', 'Gulf Telecom', '--time-zone', 'Asia/Bahrain']);
  const [, id] = /^Created organisation (\d+), "Gulf Telecom"\.$/m.exec(created.stdout) ?? [];
  const list = await run('organisation', ['list']);

  expect(created).toEqual({
    end: 0,
    stdout: `Created organisation ${id}, "Gulf Telecom".\nGive it a key with: npm run key -- create --organisation ${id}\n`,
    stderr: '',
  });
  expect(list.stdout.split('\n')).toContain(`${id}  Gulf Telecom  (real, Asia/Bahrain, en, USD)`);
});

test('an organisation below a sandbox is part of it, and everything about it can be had as JSON', async () => {
  const root = await json('organisation', ['create', '--name', 'Root', '--sandbox', '--renewal-window-days', '30']);
  const below = await json('organisation', ['create', '--name', 'Below', '--parent', String(root.id)]);
  const list = await json('organisation', ['list']);

  expect(root).toEqual({
    id: root.id,
    parentId: null,
    name: 'Root',
    sandbox: true,
    timeZone: 'UTC',
    locale: 'en',
    currency: 'USD',
    renewalWindowDays: 30,
    linkedAccount: false,
    financeType: null,
    createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    archivedAt: null,
  });
  expect(below).toMatchObject({ parentId: root.id, name: 'Below', sandbox: true, renewalWindowDays: null });
  expect(list).toEqual(expect.arrayContaining([root, below]));
});

test('an organisation is changed, moved, archived and restored, a root of its own too', async () => {
  const root = await json('organisation', [
    'create',
    '--name',
    'Root',
    '--time-zone',
    'Asia/Bahrain',
    '--currency',
    'BHD',
  ]);
  const other = await json('organisation', [
    'create',
    '--name',
    'Other',
    '--locale',
    'de-ch',
    '--finance-type',
    'AGENT',
  ]);
  const of = ['--organisation', String(other.id)];

  const settings = ['--name', 'Moved', '--renewal-window-days', '7', '--linked-account', '--no-finance-type'];
  expect(await json('organisation', ['update', ...of, ...settings])).toMatchObject({
    name: 'Moved',
    locale: 'de-CH',
    renewalWindowDays: 7,
    linkedAccount: true,
    financeType: null,
  });
  expect(
    await json('organisation', ['update', ...of, '--no-renewal-window-days', '--no-linked-account']),
  ).toMatchObject({
    renewalWindowDays: null,
    linkedAccount: false,
  });
  expect(await json('organisation', ['move', ...of, '--parent', String(root.id)])).toMatchObject({ parentId: root.id });
  const below = await json('organisation', ['create', '--name', 'Below', '--parent', String(root.id)]);
  expect(below).toMatchObject({ timeZone: 'Asia/Bahrain', currency: 'BHD', locale: 'en' });
  const refused = await run('organisation', ['archive', '--organisation', String(root.id)]);
  expect([refused.end, refused.stderr]).toEqual([
    1,
    'Not everything below it is archived: 2 to go. Archive those first.\n',
  ]);
  const archived = await run('organisation', ['archive', ...of]);
  expect(archived.stdout).toMatch(/^\d+ {2}Moved {2}\(real, UTC, de-CH, USD, below \d+, archived \S+\)\n$/);
  expect(await json('organisation', ['restore', ...of])).toMatchObject({ archivedAt: null });
});

test('a key opens the doors until it is revoked, and other keys of the organisation stay', async () => {
  const { id } = await json('organisation', ['create', '--name', 'Keys']);
  const organisation = String(id);
  const first = await json('key', ['create', '--organisation', organisation, '--name', 'production']);
  const second = await run('key', ['create', '--organisation', organisation]);
  const [secondKey = ''] = second.stdout.split('\n');

  const live = [await statusFor(first.key), await statusFor(secondKey)];
  const revoked = await run('key', ['revoke', '--organisation', organisation, '--key', String(first.id)]);
  const afterwards = [await statusFor(first.key), await statusFor(secondKey)];
  const again = await run('key', ['revoke', '--organisation', organisation, '--key', String(first.id)]);

  expect(live).toEqual([200, 200]);
  expect(revoked).toEqual({ end: 0, stdout: `Key ${first.id} is revoked.\n`, stderr: '' });
  expect(afterwards).toEqual([401, 200]);
  expect(again.end).toBe(0);
  expect(second.stdout).toMatch(
    /^tenure_[0-9A-Za-z]{8}_[0-9A-Za-z]{38}\nThis is key \d+\. Keep it safe: it can not be shown again\.\n$/,
  );
});

test('a list of keys shows what may be shown, and never a key', async () => {
  const { id } = await json('organisation', ['create', '--name', 'Lists']);
  const organisation = String(id);
  const used = await json('key', ['create', '--organisation', organisation, '--name', 'used']);
  const unused = await json('key', ['create', '--organisation', organisation]);
  const gone = await json('key', ['create', '--organisation', organisation, '--name', 'gone']);
  await statusFor(used.key);
  await run('key', ['revoke', '--organisation', organisation, '--key', String(gone.id)]);

  const list = await run('key', ['list', '--organisation', organisation]);
  const listed = await json('key', ['list', '--organisation', organisation]);

  const time = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ`;
  const lines = list.stdout.trimEnd().split('\n');
  expect(lines).toEqual([
    expect.stringMatching(new RegExp(`^${used.id}  ${hintOf(used.key)}  used  created ${time}, last used ${time}$`)),
    expect.stringMatching(
      new RegExp(`^${unused.id}  ${hintOf(unused.key)}  \\(no name\\)  created ${time}, never used$`),
    ),
    expect.stringMatching(new RegExp(`^${gone.id}  ${hintOf(gone.key)}  gone  created ${time}, revoked ${time}$`)),
  ]);
  expect(Object.keys(listed[0])).toEqual([
    ...['id', 'organisationId', 'name', 'hint', 'createdAt', 'lastUsedAt', 'revokedAt'],
  ]);
  for (const { key } of [used, unused, gone]) expect(`${list.stdout}${JSON.stringify(listed)}`).not.toContain(key);
});

test('of a key only its hash is stored', async () => {
  const { id } = await json('organisation', ['create', '--name', 'Hashes']);
  const { id: keyId, key } = await json('key', ['create', '--organisation', String(id)]);

  const [row] = await world.rows<{ hash: Buffer }>('SELECT "hash" FROM "ApiKey" WHERE "id" = $1', [keyId]);
  const everything = Object.values(await world.contents()).join('\n');

  expect(row?.hash.toString('hex')).toBe(createHash('sha256').update(key).digest('hex'));
  expect(everything).toContain(hintOf(key));
  expect(everything).not.toContain(key.slice(hintOf(key).length));
});

test.each<[string, 'organisation' | 'key', string[], string]>([
  ['no name', 'organisation', ['create'], "error: required option '--name <name>' not specified"],
  ['an empty name', 'organisation', ['create', '--name', ''], '--name: expected text of 1 to 255 characters'],
  [
    'an unknown time zone',
    'organisation',
    ['create', '--name', 'X', '--time-zone', 'Asia/Nowhere'],
    '--time-zone: expected the name of an IANA time zone, such as Asia/Bahrain',
  ],
  [
    'an instant for a time zone',
    'organisation',
    ['create', '--name', 'X', '--time-zone', '2021-08-19T17:30-07:00'],
    '--time-zone: expected the name of an IANA time zone, such as Asia/Bahrain',
  ],
  [
    'a parent that is no number',
    'organisation',
    ['create', '--name', 'X', '--parent', 'me'],
    '--parent: expected an id',
  ],
  [
    'a parent whose number is beyond all ids',
    'organisation',
    ['create', '--name', 'X', '--parent', '99999999999'],
    '--parent: expected an id: a whole number, found 99999999999',
  ],
  [
    'a parent that does not exist',
    'organisation',
    ['create', '--name', 'X', '--parent', '999999'],
    'There is no such organisation. See them with: npm run organisation -- list',
  ],
  [
    'a window that is too long',
    'organisation',
    ['create', '--name', 'X', '--renewal-window-days', '3651'],
    '--renewal-window-days: expected a whole number of days from 0 to 3650',
  ],
  [
    'an unknown currency',
    'organisation',
    ['update', '--organisation', '1', '--currency', 'XYZ'],
    '--currency: expected the ISO 4217 code of a currency in use: three capital letters, such as EUR',
  ],
  [
    'a move of what does not exist',
    'organisation',
    ['move', '--organisation', '999999', '--parent', '1'],
    'There is no such organisation. See them with: npm run organisation -- list',
  ],
  [
    'a move below itself',
    'organisation',
    ['move', '--organisation', '1', '--parent', '1'],
    'An organisation can not stand below itself or below what stands below it.',
  ],
  ['an unknown command', 'organisation', ['destroy'], "error: unknown command 'destroy'"],
  ['no organisation', 'key', ['create'], "error: required option '--organisation <id>' not specified"],
  ['a foreign key', 'key', ['revoke', '--organisation', '1', '--key', '999999'], 'The organisation has no such key.'],
  ['an unknown organisation', 'key', ['list', '--organisation', '999999'], 'There is no such organisation.'],
])('%s is refused in plain words, and nothing is written', async (_, script, args, words) => {
  await world.partner();

  const { end, stdout, stderr } = await world.withoutWriting(() => run(script, args));

  expect(stderr).toContain(words);
  expect(stderr).not.toMatch(/ {4}at |"level"/);
  expect([end, stdout]).toEqual([1, '']);
});

test('a database that can not be reached is told in plain words, without its password', async () => {
  const { end, stderr } = await run('organisation', ['list'], {
    DATABASE_URL: 'postgresql://tenure:hidden@127.0.0.1:1/postgres',
  });

  expect([end, stderr]).toEqual([1, "The database can't be reached. If DATABASE_URL is set, check it.\n"]);
});

test('a database that was never brought up to date is told in plain words, and so is what to do', async () => {
  const { end, stderr } = await run('organisation', ['list'], { DATABASE_URL: await createDatabase('empty') });

  expect([end, stderr]).toEqual([
    2,
    "Tenure can't run with these settings:\n  DATABASE_URL: expected a database of this version, found an older or an empty one. Run npm run migrate.\n",
  ]);
});

test('an embedded database is brought up for the command and down again, and one that is up is used as it is', async () => {
  const settings = { DATA_DIR: await temporaryDataDir() };

  const organisation = await json('organisation', ['create', '--name', 'Embedded'], settings);
  const runsAfterwards = serverIn(settings.DATA_DIR) !== undefined;
  const database = await openEmbedded(settings.DATA_DIR);
  const { key } = await json('key', ['create', '--organisation', String(organisation.id)], settings);
  await onServer(database.url, 'SELECT 1');
  await database.stop();
  const [listed] = await json('key', ['list', '--organisation', String(organisation.id)], settings);

  expect([organisation.id, runsAfterwards]).toEqual([1, false]);
  expect(listed).toMatchObject({ organisationId: 1, hint: hintOf(key), lastUsedAt: null });
  expect(serverIn(settings.DATA_DIR)).toBe(undefined);
});

/** The beginning of a key, which may be shown. */
function hintOf(key: string): string {
  return key.split('_').slice(0, 2).join('_');
}
