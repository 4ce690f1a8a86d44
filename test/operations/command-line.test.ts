import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type End, runScript } from '../support/processes.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();
const { host, pathname } = new URL(world.databaseUrl);
const using = `Using the database "${pathname.slice(1)}" at ${host} (DATABASE_URL).\n`;
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

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
    stdout: `Created organisation ${id}, "Gulf Telecom".\nCreate a key for it with: npm run key -- create --organisation ${id}\n`,
    stderr: using,
  });
  expect(rowsOf(list.stdout)).toEqual([
    ['ID', 'KIND', 'TIME ZONE', 'LOCALE', 'CURRENCY', 'NAME'],
    [id, 'real', 'Asia/Bahrain', 'en', 'USD', 'Gulf Telecom'],
  ]);
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
    `${using}2 organisations below this one are not archived. Archive them first, from the lowest level upwards.\n`,
  ]);
  const archived = await run('organisation', ['archive', ...of]);
  const [sentence, , ...lines] = archived.stdout.split('\n');
  expect(sentence).toBe(`Organisation ${other.id} is archived:`);
  expect(rowsOf(lines.join('\n'))).toEqual([
    ['ID', 'PARENT', 'KIND', 'TIME ZONE', 'LOCALE', 'CURRENCY', 'ARCHIVED (UTC)', 'NAME'],
    [String(other.id), String(root.id), 'real', 'UTC', 'de-CH', 'USD', expect.stringMatching(time), 'Moved'],
  ]);
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
  expect(revoked).toEqual({ end: 0, stdout: `Key ${first.id} is revoked.\n`, stderr: using });
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

  const moment = expect.stringMatching(time);
  expect(rowsOf(list.stdout)).toEqual([
    ['ID', 'KEY BEGINS WITH', 'CREATED (UTC)', 'LAST USED (UTC)', 'REVOKED (UTC)', 'NAME'],
    [String(used.id), hintOf(used.key), moment, moment, '-', 'used'],
    [String(unused.id), hintOf(unused.key), moment, 'never', '-', '-'],
    [String(gone.id), hintOf(gone.key), moment, 'never', moment, 'gone'],
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

// What is not understood ends with 2, before any database is used.
test.each<[string, 'organisation' | 'key', string[], string]>([
  ['no name', 'organisation', ['create'], "error: required option '--name <name>' not specified"],
  [
    'an empty name',
    'organisation',
    ['create', '--name', ''],
    '--name: expected text of 1 to 255 characters, found ""\n',
  ],
  [
    'an unknown time zone',
    'organisation',
    ['create', '--name', 'X', '--time-zone', 'Asia/Nowhere'],
    '--time-zone: expected the name of an IANA time zone, such as Asia/Bahrain, found "Asia/Nowhere"\n',
  ],
  [
    'an instant for a time zone',
    'organisation',
    ['create', '--name', 'X', '--time-zone', '2021-08-19T17:30-07:00'],
    '--time-zone: expected the name of an IANA time zone, such as Asia/Bahrain, found "2021-08-19T17:30-07:00"\n',
  ],
  [
    'a parent that is no number',
    'organisation',
    ['create', '--name', 'X', '--parent', 'abc'],
    '--parent: expected an id: a whole number, found "abc"\n',
  ],
  [
    'a parent whose number is beyond all ids',
    'organisation',
    ['create', '--name', 'X', '--parent', '99999999999'],
    '--parent: expected an id: a whole number, found 99999999999\n',
  ],
  [
    'a window that is too long',
    'organisation',
    ['create', '--name', 'X', '--renewal-window-days', '3651'],
    '--renewal-window-days: expected a whole number of days from 0 to 3650, found 3651\n',
  ],
  [
    'the name of a currency',
    'organisation',
    ['create', '--name', 'X', '--currency', 'Dinar'],
    '--currency: expected the ISO 4217 code of a currency in use: three capital letters, such as EUR, found "Dinar"\n',
  ],
  [
    'an unknown currency',
    'organisation',
    ['update', '--organisation', '1', '--currency', 'XYZ'],
    '--currency: expected the ISO 4217 code of a currency in use: three capital letters, such as EUR, found "XYZ"\n',
  ],
  [
    'a key that is no number',
    'key',
    ['revoke', '--organisation', '1', '--key', '1e3'],
    '--key: expected an id: a whole number, found "1e3"\n',
  ],
  [
    'two faults at once, one with control characters',
    'organisation',
    ['create', '--name', 'X', '--parent', '-1', '--currency', '\u001b[2J'],
    '--currency: expected the ISO 4217 code of a currency in use: three capital letters, such as EUR, found "\\u{1b}[2J"\n--parent: expected an id: a whole number, found "-1"\n',
  ],
  ['a change of nothing', 'organisation', ['update', '--organisation', '1'], 'error: nothing to change: '],
  ['an unknown command', 'organisation', ['destroy'], "error: unknown command 'destroy'"],
  ['no organisation', 'key', ['create'], "error: required option '--organisation <id>' not specified"],
])('%s is not understood, and nothing is written', async (_, script, args, words) => {
  await world.partner();

  const { end, stdout, stderr } = await world.withoutWriting(() => run(script, args));

  if (words.startsWith('error: ')) {
    expect(stderr.startsWith(words)).toBe(true);
    expect(stderr).toContain(`Usage: npm run ${script} -- <command> [options].`);
  } else expect(stderr).toBe(words);
  expect([end, stdout]).toEqual([2, '']);
});

test.each<[string, 'organisation' | 'key', string[], string]>([
  [
    'a parent that does not exist',
    'organisation',
    ['create', '--name', 'X', '--parent', '999999'],
    'There is no such organisation. List them with: npm run organisation -- list',
  ],
  [
    'a move of what does not exist',
    'organisation',
    ['move', '--organisation', '999999', '--parent', '1'],
    'There is no such organisation. List them with: npm run organisation -- list',
  ],
  [
    'a move below itself',
    'organisation',
    ['move', '--organisation', '1', '--parent', '1'],
    "An organisation can't be moved below itself or below one of its descendants. Choose another parent.",
  ],
  [
    'a foreign key',
    'key',
    ['revoke', '--organisation', '1', '--key', '999999'],
    'The organisation has no such key. List its keys with: npm run key -- list --organisation <id>',
  ],
  [
    'a key of an unknown organisation',
    'key',
    ['revoke', '--organisation', '999999', '--key', '1'],
    'There is no such organisation. List them with: npm run organisation -- list',
  ],
  [
    'an unknown organisation',
    'key',
    ['list', '--organisation', '999999'],
    'There is no such organisation. List them with: npm run organisation -- list',
  ],
])('%s is refused in plain words, and nothing is written', async (_, script, args, sentence) => {
  await world.partner();

  const ran = await world.withoutWriting(() => run(script, args));

  expect(ran).toEqual({ end: 1, stdout: '', stderr: `${using}${sentence}\n` });
});

test('an archived organisation gets no key until it is restored, and its keys can be revoked', async () => {
  const { id } = await json('organisation', ['create', '--name', 'Archived']);
  const of = ['--organisation', String(id)];
  const key = await json('key', ['create', ...of]);
  await json('organisation', ['archive', ...of]);

  const refused = await world.withoutWriting(() => run('key', ['create', ...of]));
  const revoked = await run('key', ['revoke', ...of, '--key', String(key.id)]);
  await json('organisation', ['restore', ...of]);
  const made = await json('key', ['create', ...of]);

  expect(refused).toEqual({
    end: 1,
    stdout: '',
    stderr: `${using}Organisation ${id} is archived. Restore it first with: npm run organisation -- restore --organisation ${id}\n`,
  });
  expect(revoked).toEqual({ end: 0, stdout: `Key ${key.id} is revoked.\n`, stderr: using });
  expect([await statusFor(key.key), await statusFor(made.key)]).toEqual([401, 200]);
});

/** The cells of a table that a command printed. */
function rowsOf(stdout: string): string[][] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.trim().split(/ {2,}/));
}

/** The beginning of a key, which may be shown. */
function hintOf(key: string): string {
  return key.split('_').slice(0, 2).join('_');
}
