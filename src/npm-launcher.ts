import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** How often it is looked whether npm is still there, in milliseconds. */
const intervalMs = 1_000;

/**
 * Calls `onEnd` when the npm that runs this program as a script of `package.json` is gone. A signal to npm does not
 * always reach the program: npm passes it on to the shell between them, which ends without passing it on. A program
 * that something else started never stops because of who started it: there a parent may end on purpose.
 */
export function onLauncherEnd(environment: NodeJS.ProcessEnv, onEnd: () => void): void {
  if (!isRunByNpm(environment)) return;
  const parent = process.ppid;
  const shell = isShell(parent) ? { parent: parentOf(parent) } : undefined;
  const timer = setInterval(() => {
    const isThere = process.ppid === parent && (shell === undefined || parentOf(parent) === shell.parent);
    if (isThere) return;
    clearInterval(timer);
    onEnd();
  }, intervalMs);
  timer.unref();
}

/** Whether this program is what the script of npm consists of; what else a script starts inherits its environment. */
function isRunByNpm({ npm_lifecycle_script: script = '' }: NodeJS.ProcessEnv): boolean {
  const [, entry = ''] = process.argv;
  return script.split(' ').some((word) => resolve(word) === entry);
}

/** Whether a process is a shell that runs one command line. Only Linux tells; elsewhere npm's shells become the command. */
function isShell(pid: number): boolean {
  return fileOf(pid, 'cmdline').split('\0')[1] === '-c';
}

/** The id of the parent of a process. The name before it, in parentheses, may hold anything. */
function parentOf(pid: number): string | undefined {
  return /^.*\) \S+ (\d+)/s.exec(fileOf(pid, 'stat'))?.[1];
}

function fileOf(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}
