import { execFile } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { createDatabase } from '../support/databases.ts';
import { freePort, initialisedDataDir, serverIn, temporaryDataDir } from '../support/embedded.ts';
import { childrenOf, isAlive, type Program, runScript } from '../support/processes.ts';
import { until } from '../support/until.ts';

const run = promisify(execFile);

/** What the system says of itself once it is up. */
async function greeting(system: Program): Promise<{ text: string; key: string; curl: string; base: string }> {
  await system.says(/Stop it with Ctrl-C/);
  const text = system.stdout();
  const found = (pattern: RegExp) => pattern.exec(text)?.[1] ?? '';
  return {
    text,
    key: found(/sandbox key +(\S+)/),
    curl: found(/^(curl .+)$/m),
    base: found(/envelope +(http\S+)\/envelope/),
  };
}

/** What a pasted line answers at a terminal. */
async function paste(line: string): Promise<unknown> {
  return JSON.parse((await run('sh', ['-c', line])).stdout);
}

const nobodyIsLeft = (pids: readonly (number | undefined)[]) => until(() => !pids.some((pid) => isAlive(pid ?? 0)));

test('one command starts a working system, prints how to use it, stops cleanly, and finds its data again', async () => {
  const dataDir = await temporaryDataDir();
  // A directory that is given from where the program runs.
  const settings = { DATA_DIR: relative(tmpdir(), dataDir), PORT: '0' };

  const first = runScript('start', settings);
  const { text, key, curl, base } = await greeting(first);
  const created = await paste(curl);

  expect(text).toBe(`
Tenure is ready.

  GraphQL       ${base}/graphql   (open it in a browser)
  envelope      ${base}/envelope
  REST          ${base}/api/v1  ${base}/v1.0
  descriptions  ${base}/docs   (open it in a browser)
  health        ${base}/live  ${base}/ready
  data          ${dataDir}
  sandbox key   ${key}

Try it:

${curl}

Stop it with Ctrl-C.

`);
  expect(key).toMatch(/^sandbox_[0-9A-Za-z]{8}_[0-9A-Za-z]{38}$/);
  expect(created).toMatchObject({ remoteId: 'ABC', name: 'ABC Company', admin: { email: 'isa@example.com' } });

  const second = runScript('start', settings);
  expect(await second.ended).toBe(2);
  expect(second.stderr()).toBe(
    `Tenure can't run with these settings:\n  DATA_DIR: ${dataDir} is in use by another Tenure process. Stop that process, or choose another directory.\n`,
  );

  const processes = [...Object.values(await childrenOf(first.pid)), serverIn(dataDir)];
  first.kill('SIGINT');
  expect(await first.ended).toBe(0);
  expect(processes).toHaveLength(3);
  await nobodyIsLeft(processes);
  expect(serverIn(dataDir)).toBe(undefined);

  const otherKey = runScript('start', { ...settings, SANDBOX_API_KEY: 'another_key_for_the_sandbox_of_this_data' });
  expect(await otherKey.ended).toBe(2);
  expect(otherKey.stderr()).toContain('SANDBOX_API_KEY: expected the key with which the sandbox');
  expect(serverIn(dataDir)).toBe(undefined);

  const again = runScript('start', settings);
  const greetedAgain = await greeting(again);
  expect(greetedAgain.key).toBe(key);
  expect(await paste(greetedAgain.curl)).toEqual(created);
  again.kill('SIGTERM');
  expect(await again.ended).toBe(0);
  expect(serverIn(dataDir)).toBe(undefined);

  const password = readFileSync(join(dataDir, 'database-password'), 'utf8').trim();
  const log = [first, second, otherKey, again].map(({ stderr }) => stderr()).join('');
  for (const secret of [key, password, 'another_key']) expect(log).not.toContain(secret);
  for (const line of first.stderr().trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('msg');
  for (const file of ['sandbox-key', 'database-password']) {
    expect((statSync(join(dataDir, file)).mode & 0o777).toString(8)).toBe('600');
  }
}, 120_000);

test('with DATABASE_URL and a key for the sandbox, the banner shows a working first call', async () => {
  const url = await createDatabase('empty');
  const { host, pathname } = new URL(url);
  const key = 'the_key_of_the_sandbox_in_a_database_of_its_own';

  const system = runScript('start', { DATABASE_URL: url, SANDBOX_API_KEY: key, PORT: '0' });
  const { text, curl, ...greeted } = await greeting(system);
  const created = await paste(curl);
  system.kill('SIGTERM');
  await system.ended;

  expect(text).toContain(
    `\n  data          the database "${pathname.slice(1)}" at ${host}\n  sandbox key   ${key}\n\nTry it:\n\n`,
  );
  expect(text).not.toContain(new URL(url).password || url);
  expect(greeted.key).toBe(key);
  expect(created).toMatchObject({ remoteId: 'ABC', name: 'ABC Company' });
}, 60_000);

test('with DATABASE_URL and no sandbox, the banner explains how to create an organisation and its key', async () => {
  const system = runScript('start', { DATABASE_URL: await createDatabase('empty'), PORT: '0' });
  const { text, curl, key } = await greeting(system);
  system.kill('SIGTERM');
  await system.ended;

  expect(text).toContain(`
Create an organisation, and then a key for it:

npm run organisation -- create --name "Gulf Telecom"
npm run key -- create --organisation <id>

Stop it with Ctrl-C.
`);
  expect([curl, key]).toEqual(['', '']);
}, 60_000);

test('after any kill the system recovers: gateway, worker, database, and all after the supervisor', async () => {
  const dataDir = await initialisedDataDir();
  const key = 'the_key_that_was_fixed_when_it_was_made';
  const settings = { DATA_DIR: dataDir, PORT: String(await freePort()), SANDBOX_API_KEY: key };
  const system = runScript('start', settings);
  const { curl, ...greeted } = await greeting(system);
  const created = await paste(curl);
  expect(greeted.key).toBe(key);
  const answer = () =>
    until(async () => {
      const said = await paste(curl).catch(() => undefined);
      return typeof said === 'object' ? said : undefined;
    });

  for (const file of ['src/gateway/main.ts', 'jobs/main.ts']) {
    const { [file]: killed = 0, ...others } = await childrenOf(system.pid);
    process.kill(killed, 'SIGKILL');
    const { [file]: started, ...othersNow } = await until(async () => {
      const children = await childrenOf(system.pid);
      return children[file] !== undefined && children[file] !== killed ? children : undefined;
    });
    expect(started).not.toBe(killed);
    expect(othersNow).toEqual(others);
  }
  expect(await answer()).toEqual(created);

  const database = serverIn(dataDir) ?? 0;
  process.kill(database, 'SIGKILL');
  await until(() => serverIn(dataDir) !== database && serverIn(dataDir));
  expect(await answer()).toEqual(created);

  const children = await until(async () => {
    const found = Object.values(await childrenOf(system.pid));
    return found.length === 2 ? found : undefined;
  });
  system.kill('SIGKILL');
  expect(await system.ended).toBe('SIGKILL');
  await nobodyIsLeft(children);
  const orphan = serverIn(dataDir);

  const next = runScript('start', settings);
  await greeting(next);
  expect(serverIn(dataDir)).toBe(orphan);
  expect(await paste(curl)).toEqual(created);
  next.kill('SIGTERM');
  expect(await next.ended).toBe(0);
  await nobodyIsLeft([orphan]);
}, 120_000);
