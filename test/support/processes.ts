import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { until } from './until.ts';

type Script = 'start' | 'gateway' | 'worker' | 'migrate' | 'organisation' | 'key' | 'audit';

/** How a process ended: with a code, or by a signal. */
export type End = number | NodeJS.Signals;

/** A started process. */
export interface Program {
  readonly pid: number;
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly ended: Promise<End>;
  kill(signal: NodeJS.Signals): void;
  /** Waits until standard output or standard error contains a match. */
  says(pattern: RegExp, seconds?: number): Promise<RegExpExecArray>;
}

const scripts = (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<Script, string> }).scripts;

/**
 * Runs a script of `package.json` with only these settings, in a directory without a `.env`. It is killed after the
 * test if it is still running.
 */
export function runScript(script: Script, settings: Record<string, string>, args: readonly string[] = []): Program {
  const [, ...given] = scripts[script].split(' ');
  const own = given.map((argument) => (/\.(ts|cjs)$/.test(argument) ? resolve(argument) : argument));
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [...own, ...args], {
    cwd: tmpdir(),
    env: { PATH, HOME, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return programOf(child);
}

/** Observes a started process. It is killed after the test if it is still running. */
export function programOf(child: ChildProcess): Program {
  const said = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  const ended = once(child, 'close').then(([code, signal]) => (signal ?? code) as End);
  let hasEnded = false;
  void ended.then(() => (hasEnded = true));
  onTestFinished(async () => {
    if (!hasEnded) child.kill('SIGKILL');
    await ended;
  });
  return {
    pid: child.pid ?? 0,
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    ended,
    kill: (signal) => void child.kill(signal),
    says: (pattern, seconds) =>
      until(() => {
        const found = pattern.exec(`${said.stdout}\n${said.stderr}`);
        if (found === null && hasEnded) throw new Error(`It ended without saying ${pattern}:\n${said.stderr}`);
        return found ?? undefined;
      }, seconds),
  };
}

/** Whether a process with this id exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

async function runningProcesses(): Promise<RunningProcess[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,args=']);
  return stdout.split('\n').flatMap((line) => {
    const [, pid, parent, command = ''] = /^ *(\d+) +(\d+) (.*)$/.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}

/** Returns the children of a process by their entry files. */
export async function childrenOf(parent: number): Promise<Record<string, number>> {
  const children = (await runningProcesses()).flatMap((running) => {
    const [, file] = /\b((?:src|jobs)\/[\w/-]+\.ts)\b/.exec(running.command) ?? [];
    return running.parent === parent && file !== undefined ? [[file, running.pid] as const] : [];
  });
  return Object.fromEntries(children);
}

/** Returns the ids of all descendants of a process that still have their parent. */
export async function descendantsOf(ancestor: number): Promise<number[]> {
  const running = await runningProcesses();
  const below = (parent: number): number[] =>
    running.filter((one) => one.parent === parent).flatMap(({ pid }) => [pid, ...below(pid)]);
  return below(ancestor);
}
