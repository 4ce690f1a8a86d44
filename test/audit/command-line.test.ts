import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import canonicalize from 'canonicalize';
import { expect, test } from 'vitest';
import { recordEvents, sealedRows } from '../support/audit-chain.ts';
import { temporaryDataDir } from '../support/embedded.ts';
import { runScript } from '../support/processes.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();
const partner = await world.partner();
const { organisationId } = partner;
await recordEvents(world, partner, 6);
const rows = await sealedRows(world, partner);
const length = rows.length;
const { host, pathname } = new URL(world.databaseUrl);
const using = `Using the database "${pathname.slice(1)}" at ${host} (DATABASE_URL).\n`;

async function run(...args: string[]) {
  const program = runScript('audit', { DATABASE_URL: world.databaseUrl }, args);
  return { end: await program.ended, stdout: program.stdout(), stderr: program.stderr() };
}

/** Does something behind everybody's back, and undoes it when `check` is done. */
async function whileTampered(statement: string, undo: string, check: () => Promise<void>): Promise<void> {
  const behindBacks = async (text: string) => {
    const client = await world.pool.connect();
    await client.query('SET session_replication_role = replica');
    await client.query(text);
    await client.query('RESET session_replication_role');
    client.release();
  };
  await behindBacks(statement);
  await check();
  await behindBacks(undo);
}

test('an intact trail is reported as intact, with its newest seal', async () => {
  const last = rows.at(-1);

  expect(await run('verify', '--organisation', String(organisationId))).toEqual({
    end: 0,
    stdout: `Organisation ${organisationId} is intact: ${length} sealed events verified, 0 checkpoints compared, 0 events not sealed yet. Newest seal: sequence ${length}, hash ${last?.hash}.\n`,
    stderr: using,
  });
});

test('a row that was tampered with is reported in plain text, also against the output of `checkpoint`', async () => {
  const file = join(await temporaryDataDir(), 'checkpoints.json');
  const printed = await run('checkpoint', '--json');
  await writeFile(file, printed.stdout);
  const shown = await run('checkpoint', '--organisation', String(organisationId));
  expect(shown.stdout).toMatch(
    new RegExp(
      `^ORGANISATION  SEQUENCE  HASH {62}SEALED \\(UTC\\)\\n {11}${organisationId} {9}${length}  ${rows.at(-1)?.hash}  \\d{4}-\\d\\d-.*Z\\n$`,
    ),
  );

  const [, row] = rows;
  const change = (by: string) => `UPDATE "Event" SET "subjectId" = "subjectId" ${by} WHERE "id" = ${row?.eventId}`;
  await whileTampered(change('+ 1'), change('- 1'), async () => {
    const { end, stdout, stderr } = await run('verify');
    expect(stdout).toBe(
      `Organisation ${organisationId} is NOT intact: ${length} sealed events verified, 0 checkpoints compared, 0 events not sealed yet.\n  CHANGED: event ${row?.eventId} at sequence 2 is not what was sealed.\n`,
    );
    expect([end, stderr]).toEqual([1, using]);
    const { stdout: json } = await run('verify', '--json');
    expect(JSON.parse(json)).toMatchObject([
      { organisation: organisationId, findings: [{ kind: 'CHANGED', sequence: 2 }] },
    ]);
  });

  const cut = `CREATE TABLE kept AS SELECT * FROM "AuditSeal" WHERE "sequence" = ${length}; DELETE FROM "AuditSeal" WHERE "sequence" = ${length}; CREATE TABLE keptEvent AS SELECT * FROM "Event" WHERE "id" IN (SELECT "eventId" FROM kept); DELETE FROM "Event" WHERE "id" IN (SELECT "eventId" FROM kept)`;
  const paste =
    'INSERT INTO "Event" SELECT * FROM keptEvent; INSERT INTO "AuditSeal" SELECT * FROM kept; DROP TABLE kept, keptEvent';
  await whileTampered(cut, paste, async () => {
    expect((await run('verify')).end).toBe(0);
    const { end, stdout } = await run('verify', '--checkpoints', file);
    expect(stdout).toBe(
      `Organisation ${organisationId} is NOT intact: ${length - 1} sealed events verified, 1 checkpoint compared, 0 events not sealed yet.\n  TRUNCATED: the trail ends before sequence ${length}, but a checkpoint confirms it up to sequence ${length}.\n`,
    );
    expect(end).toBe(1);
  });
  expect(await run('verify', '--checkpoints', file)).toMatchObject({ end: 0 });
});

test.each<[string, string[], string]>([
  ['an organisation that does not exist', ['verify', '--organisation', '999999'], 'There is no such organisation.'],
  [
    'an organisation that is no number',
    ['checkpoint', '--organisation', 'me'],
    '--organisation: expected an id: a whole number, found "me"\n',
  ],
  [
    'a file that is not there',
    ['verify', '--checkpoints', 'nowhere.json'],
    '--checkpoints: expected a file that can be read (ENOENT), found "nowhere.json"\n',
  ],
  [
    'a file that is not JSON',
    ['verify', '--checkpoints', 'README.md'],
    '--checkpoints: expected a file with checkpoints as JSON',
  ],
  [
    'a file with other things',
    ['verify', '--checkpoints', 'package.json'],
    '--checkpoints: expected a list of checkpoints, found an object',
  ],
  ['an unknown option', ['verify', '--all'], "error: unknown option '--all'"],
  ['an unknown command', ['seal'], "error: unknown command 'seal'"],
])('%s is refused in plain text and is not a finding', async (_, args, words) => {
  const at = args.map((argument) =>
    /^(README\.md|package\.json)$/.test(argument) ? join(process.cwd(), argument) : argument,
  );
  const { end, stdout, stderr } = await run(...at);

  expect(stderr).toContain(words);
  expect([end, stdout]).toEqual([2, '']);
});

test('the code in the README verifies a chain without the gateway', async () => {
  const [, code = ''] = /```js\n(.*?)```/s.exec(await readFile('src/audit/README.md', 'utf8')) ?? [];
  const AsyncFunction = (async () => undefined).constructor as new (
    ...parts: string[]
  ) => (...args: unknown[]) => Promise<void>;
  const verify = new AsyncFunction(
    'client',
    'createHash',
    'canonicalize',
    code.replace('= 2 ', `= ${organisationId} `),
  );
  const proceed = () => verify(world.pool, createHash, canonicalize);

  expect(code.trim().split('\n').length).toBeLessThanOrEqual(10);
  await expect(proceed()).resolves.toBe(undefined);
  const change = (by: string) =>
    `UPDATE "Event" SET "recordedAt" = "recordedAt" ${by} WHERE "id" = ${rows[3]?.eventId}`;
  await whileTampered(change(`+ interval '1 day'`), change(`- interval '1 day'`), async () => {
    await expect(proceed()).rejects.toThrow(`event ${rows[3]?.eventId}`);
  });
});
