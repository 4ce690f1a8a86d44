import { expect, test } from 'vitest';
import { createTerminal, rowsOf } from '../support/terminal.ts';

const { using, run, json } = await createTerminal();
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

test('an organisation is created with a hint what to do next, and is listed', async () => {
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

test('an organisation below a sandbox belongs to it, and all output is available as JSON', async () => {
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

test('an organisation is changed, moved, archived and restored, including a root', async () => {
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
