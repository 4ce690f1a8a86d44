import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The interval at which npm is checked, in milliseconds. */
const intervalMs = 1_000;

/**
 * Calls `onEnd` when the npm process that runs this program as a script has ended. A signal to npm does not always
 * reach the program: npm passes it to the shell in between, which ends without passing it on. A program that was
 * started in another way is not affected, because its parent may end on purpose.
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

/** Whether this program is the npm script itself. Other programs that the script starts inherit its environment. */
function isRunByNpm({ npm_lifecycle_script: script = '' }: NodeJS.ProcessEnv): boolean {
  const [, entry = ''] = process.argv;
  return script.split(' ').some((word) => resolve(word) === entry);
}

/**
 * Whether a process is a shell with a single command line. Only Linux provides this information; on other systems npm's
 * shell is replaced by the command.
 */
function isShell(pid: number): boolean {
  return fileOf(pid, 'cmdline').split('\0')[1] === '-c';
}

/** Returns the id of the parent of a process. The name before it, in parentheses, may contain any character. */
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
