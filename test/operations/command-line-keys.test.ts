import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createTerminal, rowsOf } from '../support/terminal.ts';

const { using, run, json, statusFor, world } = await createTerminal();
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

test('a key is valid at the doors until it is revoked, and other keys of the organisation stay', async () => {
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
    /^tenure_[0-9A-Za-z]{8}_[0-9A-Za-z]{38}\nThis is key \d+\. Keep it safe: it cannot be shown again\.\n$/,
  );
});

test('a list of keys shows hints, and never a key', async () => {
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

test('only the hash of a key is stored', async () => {
  const { id } = await json('organisation', ['create', '--name', 'Hashes']);
  const { id: keyId, key } = await json('key', ['create', '--organisation', String(id)]);

  const [row] = await world.rows<{ hash: Buffer }>('SELECT "hash" FROM "ApiKey" WHERE "id" = $1', [keyId]);
  const everything = Object.values(await world.contents()).join('\n');

  expect(row?.hash.toString('hex')).toBe(createHash('sha256').update(key).digest('hex'));
  expect(everything).toContain(hintOf(key));
  expect(everything).not.toContain(key.slice(hintOf(key).length));
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

/** The beginning of a key, which may be shown. */
function hintOf(key: string): string {
  return key.split('_').slice(0, 2).join('_');
}
