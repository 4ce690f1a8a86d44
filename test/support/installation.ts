import { execFile, spawn } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { type Program, programOf } from './processes.ts';

const run = promisify(execFile);

/** A new directory with the files of this checkout that git would keep, and without `node_modules`. */
export async function checkout(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'tenure-checkout-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const { stdout } = await run('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z']);
  const tops = new Set(stdout.split('\0').flatMap((file) => (file === '' ? [] : [file.split('/')[0] ?? ''])));
  const isKept = (source: string) => !/(^|\/)(node_modules|generated|\.env)$/.test(source);
  for (const top of tops) await cp(top, join(directory, top), { recursive: true, filter: isKept });
  return directory;
}

/** The environment of a shell in which nobody runs npm yet. */
function shellEnvironment(settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { HOME, PATH = '' } = process.env;
  // npm puts the tools of this checkout first, which the other one must not find.
  const path = PATH.split(':').filter((directory) => !directory.includes('node_modules'));
  return { HOME, PATH: [...path, dirname(process.execPath)].join(':'), ...settings };
}

/** Runs npm in a directory, as a person does at a terminal. It is killed when the test is finished. */
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

/** Makes npm, and nothing that it starts, believe that it runs on this version of Node. */
export async function believing(directory: string, version: string): Promise<Record<string, string>> {
  const file = join(directory, 'believe.cjs');
  const isNpm = "/[\\\\/]npm(-cli\\.js)?$/.test(process.argv[1] ?? '')";
  await writeFile(file, `if (${isNpm}) Object.defineProperty(process, 'version', { value: '${version}' });\n`);
  return { NODE_OPTIONS: `--require=${file}` };
}
