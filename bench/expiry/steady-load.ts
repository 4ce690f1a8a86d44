import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Facts } from '../workloads/workload.ts';

export interface SteadyRequests {
  readonly port: number;
  readonly facts: Facts;
  readonly perSecond: number;
}

/** How a gateway answered since it was last asked about. Milliseconds from when a request was due to be sent. */
export interface Answered {
  readonly requests: number;
  readonly failures: number;
  /** What was wrong the first time. */
  readonly refusal: string | undefined;
  readonly p50: number;
  readonly p99: number;
}

/** New customers, so many in each second whatever the answers take. */
export interface SteadyLoad {
  /** What was answered since the last time, and forgets it. */
  take(): Promise<Answered>;
  stop(): Promise<void>;
}

/** Starts to send, from a thread that does nothing else. */
export function startSteadyLoad(requests: SteadyRequests): SteadyLoad {
  const thread = new Worker(new URL('./steady-load-thread.ts', import.meta.url), { workerData: requests });
  let failure: unknown;
  thread.on('error', (error) => {
    failure = error;
  });
  return {
    async take() {
      if (failure !== undefined) throw failure;
      const told = once(thread, 'message') as Promise<[Answered]>;
      thread.postMessage('take');
      const [answered] = await told;
      return answered;
    },
    stop: async () => void (await thread.terminate()),
  };
}
