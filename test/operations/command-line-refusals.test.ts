import { expect, test } from 'vitest';
import { createTerminal, type Script } from '../support/terminal.ts';

const { using, run, world } = await createTerminal();

// What is not understood ends with 2, before any database is used.
test.each<[string, Script, string[], string]>([
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
])('%s is refused as invalid, and nothing is written', async (_, script, args, words) => {
  await world.partner();

  const { end, stdout, stderr } = await world.withoutWriting(() => run(script, args));

  if (words.startsWith('error: ')) {
    expect(stderr.startsWith(words)).toBe(true);
    expect(stderr).toContain(`Usage: npm run ${script} -- <command> [options].`);
  } else expect(stderr).toBe(words);
  expect([end, stdout]).toEqual([2, '']);
});

test.each<[string, Script, string[], string]>([
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
])('%s is refused in plain text, and nothing is written', async (_, script, args, sentence) => {
  await world.partner();

  const ran = await world.withoutWriting(() => run(script, args));

  expect(ran).toEqual({ end: 1, stdout: '', stderr: `${using}${sentence}\n` });
});
