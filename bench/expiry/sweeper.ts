import { type ChildProcess, fork } from 'node:child_process';

export interface SweepRequest {
  readonly kind: 'expireEndedTerms' | 'openRenewalWindows';
  /** The time that it is for the sweep, as ISO 8601. */
  readonly at: string;
}

export interface Swept {
  readonly announced: number;
  readonly milliseconds: number;
}

/** A process that sweeps one database, one sweep at a time. */
export interface Sweeper {
  sweep(request: SweepRequest): Promise<Swept>;
  stop(): void;
}

/** Starts a process that sweeps with what the worker sweeps with. Its first sweep finds nothing. */
export async function startSweeper(databaseUrl: string): Promise<Sweeper> {
  const child = fork(new URL('./sweep-process.ts', import.meta.url), {
    execArgv: [],
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: databaseUrl },
  });
  await sweepWith(child, { kind: 'expireEndedTerms', at: '2020-01-01T00:00:00Z' });
  return { sweep: (request) => sweepWith(child, request), stop: () => child.disconnect() };
}

function sweepWith(child: ChildProcess, request: SweepRequest): Promise<Swept> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`The process that sweeps ended with ${code}.`));
    child.once('exit', ended);
    child.once('message', (swept: Swept) => {
      child.off('exit', ended);
      resolve(swept);
    });
    child.send(request);
  });
}
