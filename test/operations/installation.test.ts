import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createDatabase } from '../support/databases.ts';
import { believing, checkout, runNpm } from '../support/installation.ts';
import { until } from '../support/until.ts';

// The packages come from npm's cache, which the installation of this checkout has filled.
const install = ['ci', '--omit=dev', '--prefer-offline', '--no-audit', '--no-fund'];

test('an installation without development dependencies migrates, serves and works, even with an older Node', async () => {
  const directory = await checkout();
  const installed = runNpm(directory, install, await believing(directory, 'v20.19.0'));
  expect([await installed.ended, installed.stderr()]).toEqual([0, expect.any(String)]);
  // Packages that need a newer Node are warned of, which shows that the check took place; this project is none of them.
  expect(installed.stderr()).toMatch(/EBADENGINE +package: 'graphile-worker@/);
  expect(installed.stderr()).not.toMatch(/package: 'tenure@/);
  expect(existsSync(join(directory, 'node_modules/vitest'))).toBe(false);

  const settings = { DATABASE_URL: await createDatabase('empty'), PORT: '0', WORKER_PORT: '0' };
  const migrated = runNpm(directory, ['run', '-s', 'migrate'], settings);
  const migrating = expect.stringMatching(/^Migrating the database "test_\w+" at [\d.:]+ \(DATABASE_URL\)\.\n$/);
  expect([await migrated.ended, migrated.stderr()]).toEqual([0, migrating]);
  const programs = ['gateway', 'worker'].map((script) => runNpm(directory, ['run', '-s', script], settings));
  for (const program of programs) {
    const [, port] = await program.says(/"port":(\d+),"msg":"listening"/);
    const ready = () => fetch(`http://127.0.0.1:${port}/ready`);
    expect(await until(async () => (await ready()).status === 200)).toBe(true);
    program.kill('SIGTERM');
  }
  for (const program of programs) await program.says(/"msg":"stopped"/);
}, 300_000);
