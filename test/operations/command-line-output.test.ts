import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { createDatabase } from '../support/databases.ts';
import { runScript } from '../support/processes.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();
const { host, pathname } = new URL(world.databaseUrl);
const using = `Using the database "${pathname.slice(1)}" at ${host} (DATABASE_URL).\n`;

/** Runs a line of the shell, with the database of these tests. */
async function shell(line: string): Promise<{ stdout: string; stderr: string }> {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, DATABASE_URL: world.databaseUrl };
  return promisify(execFile)('sh', ['-c', line], { env });
}

async function run(script: 'organisation' | 'key' | 'audit', args: readonly string[], databaseUrl = world.databaseUrl) {
  const program = runScript(script, { DATABASE_URL: databaseUrl }, args);
  return { end: await program.ended, stdout: program.stdout(), stderr: program.stderr() };
}

test('lists without rows say so on standard error, and are an empty list as JSON', async () => {
  const url = await createDatabase();
  const [script, id] = ['organisation', '1'] as const;
  const said = async (ran: Promise<{ end: unknown; stdout: string; stderr: string }>) => {
    const { end, stdout, stderr } = await ran;
    return [end, stdout, stderr.split('\n').slice(1).join('\n')];
  };

  expect(await said(run(script, ['list'], url))).toEqual([
    0,
    '',
    'No organisations yet. Create one with: npm run organisation -- create --name <name>\n',
  ]);
  expect(await said(run('audit', ['verify'], url))).toEqual([
    0,
    '',
    'No organisations yet, so there are no audit trails.\n',
  ]);
  expect(await said(run('audit', ['checkpoint'], url))).toEqual([
    0,
    '',
    'No sealed events yet. A running worker seals new events every two seconds.\n',
  ]);
  await run(script, ['create', '--name', 'First'], url);
  expect(await said(run('key', ['list', '--organisation', id], url))).toEqual([
    0,
    '',
    'Organisation 1 has no keys yet. Create one with: npm run key -- create --organisation 1\n',
  ]);
  expect(await said(run('key', ['list', '--organisation', id, '--json'], url))).toEqual([0, '[]\n', '']);
});

test('singular and plural are correct', async () => {
  const parent = await world.partner({ name: 'Parent' });
  await world.partner({ name: 'Child', parent });
  const archive = () => run('organisation', ['archive', '--organisation', String(parent.organisationId)]);

  const one = await archive();
  await world.partner({ name: 'Another', parent });
  const two = await archive();

  expect(one).toEqual({
    end: 1,
    stdout: '',
    stderr: `${using}1 organisation below this one is not archived. Archive it first.\n`,
  });
  expect(two).toEqual({
    end: 1,
    stdout: '',
    stderr: `${using}2 organisations below this one are not archived. Archive them first, from the lowest level upwards.\n`,
  });
});

test('the summary of several trails comes last', async () => {
  await world.partner();
  const [{ count } = { count: 0 }] = await world.rows<{ count: number }>('SELECT count(*)::int FROM "Organisation"');

  const { end, stdout } = await run('audit', ['verify']);

  expect(stdout.endsWith(`\n\nAll ${count} audit trails are intact.\n`)).toBe(true);
  expect([end, count > 1]).toEqual([0, true]);
});

test('a command whose reader has gone ends silently', async () => {
  await world.partner();

  const { stderr } = await shell('{ npm run -s organisation -- list; echo "ended with $?" >&2; } | true');

  expect(stderr).toBe(`${using}ended with 0\n`);
});

test.runIf(process.platform === 'linux')('output that cannot be written is a failure', async () => {
  await world.partner();

  const { stderr } = await shell('npm run -s organisation -- list > /dev/full; echo "ended with $?" >&2');

  expect(stderr).toBe(`${using}Standard output could not be written (ENOSPC).\nended with 1\n`);
});

test("control characters in a partner's name do not reach the terminal", async () => {
  const { id } = JSON.parse((await run('organisation', ['create', '--name', 'Clean', '--json'])).stdout);
  await world.rows(`UPDATE "Organisation" SET "name" = E'A\\x1b[2J\\u202eB' WHERE "id" = $1`, [id]);

  const { stdout } = await run('organisation', ['list']);

  expect(stdout).toContain('A\\u{1b}[2J\\u{202e}B');
  for (const control of ['\u001b', '\u202e']) expect(stdout).not.toContain(control);
});
