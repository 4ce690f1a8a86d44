import { type End, runScript } from './processes.ts';
import { createWorld } from './world.ts';

/** A database with the terminal's commands `npm run organisation` and `npm run key` on it. */
export async function createTerminal() {
  const world = await createWorld();
  const { host, pathname } = new URL(world.databaseUrl);
  const run = (script: Script, args: readonly string[], settings?: Record<string, string>) =>
    runCommand(script, args, settings ?? { DATABASE_URL: world.databaseUrl });
  return {
    world,
    /** What each command prints first on standard error. */
    using: `Using the database "${pathname.slice(1)}" at ${host} (DATABASE_URL).\n`,
    run,
    /** The parsed output of a command with `--json`. Throws if the command fails. */
    async json(script: Script, args: readonly string[], settings?: Record<string, string>): Promise<Printed> {
      const { end, stdout, stderr } = await run(script, [...args, '--json'], settings);
      if (end !== 0) throw new Error(stderr);
      return JSON.parse(stdout);
    },
    /** The status of a request with this key. */
    async statusFor(key: string): Promise<number> {
      const response = await fetch(`${world.url}/graphql`, {
        method: 'POST',
        headers: { 'x-api-key': key, 'content-type': 'application/json' },
        body: '{"query":"{ __typename }"}',
      });
      return response.status;
    },
  };
}

export type Script = 'organisation' | 'key';

// biome-ignore lint/suspicious/noExplicitAny: the members depend on the command, and tests assert them.
type Printed = any;

interface Ran {
  readonly end: End;
  readonly stdout: string;
  readonly stderr: string;
}

async function runCommand(script: Script, args: readonly string[], settings: Record<string, string>): Promise<Ran> {
  const program = runScript(script, settings, args);
  return { end: await program.ended, stdout: program.stdout(), stderr: program.stderr() };
}

/** The cells of a printed table. */
export function rowsOf(stdout: string): string[][] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.trim().split(/ {2,}/));
}
