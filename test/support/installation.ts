import { execFile, spawn } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { type Program, programOf } from './processes.ts';

const run = promisify(execFile);

/** Returns a new directory with the files of this checkout that git would track, without `node_modules`. */
export async function checkout(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'tenure-checkout-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const { stdout } = await run('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z']);
  const tops = new Set(stdout.split('\0').flatMap((file) => (file === '' ? [] : [file.split('/')[0] ?? ''])));
  const isKept = (source: string) => !/(^|\/)(node_modules|generated|\.env)$/.test(source);
  for (const top of tops) await cp(top, join(directory, top), { recursive: true, filter: isKept });
  return directory;
}

/** Returns the environment of a shell outside npm. */
function shellEnvironment(settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { HOME, PATH = '' } = process.env;
  // npm puts the tools of this checkout first in PATH, and the other checkout must not find them.
  const path = PATH.split(':').filter((directory) => !directory.includes('node_modules'));
  return { HOME, PATH: [...path, dirname(process.execPath)].join(':'), ...settings };
}

/** Runs npm in a directory, like a person at a terminal. It is killed after the test. */
export function runNpm(
  directory: string,
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
): Program {
  const child = spawn('npm', [...args], {
    cwd: directory,
    env: shellEnvironment(settings),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return programOf(child);
}

/** Makes npm, but not the programs that it starts, see another version of Node. */
export async function believing(directory: string, version: string): Promise<Record<string, string>> {
  const file = join(directory, 'believe.cjs');
  const isNpm = "/[\\\\/]npm(-cli\\.js)?$/.test(process.argv[1] ?? '')";
  await writeFile(file, `if (${isNpm}) Object.defineProperty(process, 'version', { value: '${version}' });\n`);
  return { NODE_OPTIONS: `--require=${file}` };
}
