import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { persistedSecret } from '../../src/db/server/embedded.ts';
import { openTo } from '../../src/db/server/embedded-binaries.ts';

async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'tenure-secret-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  return directory;
}

test('a secret is created once, is readable only by its owner, and never changes', async () => {
  const directory = await temporaryDirectory();
  const path = join(directory, 'secret');

  const made = [await persistedSecret(path, () => 'first'), await persistedSecret(path, () => 'second')];

  expect(made).toEqual(['first', 'first']);
  expect(((await stat(path)).mode & 0o777).toString(8)).toBe('600');
  expect(await readdir(directory)).toEqual(['secret']);
});

test.each(['', '\n'])('a file that an interrupted start left empty (%j) is replaced', async (content) => {
  const path = join(await temporaryDirectory(), 'secret');
  await writeFile(path, content);

  expect(await persistedSecret(path, () => 'made')).toBe('made');
  expect(await readFile(path, 'utf8')).toBe('made\n');
});

test('a secret that a concurrent start writes is not overwritten', async () => {
  const path = join(await temporaryDirectory(), 'secret');

  const made = await Promise.allSettled(['first', 'second'].map((secret) => persistedSecret(path, () => secret)));

  const kept = made.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(new Set(kept)).toEqual(new Set([(await readFile(path, 'utf8')).trim()]));
});

test('a directory is opened to the account of the server without removing permissions', async () => {
  const directory = await temporaryDirectory();
  const modes: string[] = [];

  for (const mode of [0o700, 0o755, 0o1777]) {
    await chmod(directory, mode);
    await openTo(directory, 0o011);
    modes.push(((await stat(directory)).mode & 0o7777).toString(8));
  }

  expect(modes).toEqual(['711', '755', '1777']);
});
