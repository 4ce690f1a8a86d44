import { fork } from 'node:child_process';
import type { Facts, SideName } from './workloads/workload.ts';

/** What the process that sends is told. */
export interface LoadRequest {
  readonly workload: string;
  readonly side: SideName;
  readonly port: number;
  readonly facts: Facts;
  readonly connections: number;
  /** Seconds of the same load before anything counts. */
  readonly warmup: number;
  readonly seconds: number;
  /** So many requests, in place of seconds. */
  readonly amount: number | undefined;
  /** The number of the first request. */
  readonly from: number;
  /** The number before which requests end, where the data is good for so many only. */
  readonly end: number;
}

export interface LoadResult {
  readonly requests: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Answers other than 2xx, broken connections, and answers that were not what was asked for. */
  readonly failures: number;
  readonly refusal: string | undefined;
}

export type LoadOptions = Pick<LoadRequest, 'workload' | 'side' | 'port' | 'facts'> &
  Partial<LoadRequest> & {
    /** Called when the warm-up is over. */
    readonly onMeasuring?: () => void;
  };

/** A load that was not answered as it should have been measures nothing. */
class LoadError extends Error {
  override readonly name = 'LoadError';
}

type Told = { readonly kind: 'measuring' } | { readonly kind: 'measured'; readonly result: LoadResult };

/**
 * Sends a load over 16 connections for three seconds, unless told otherwise, and measures how it is answered.
 *
 * @throws {LoadError} when an answer was no success
 */
export async function load({ onMeasuring, ...options }: LoadOptions): Promise<LoadResult> {
  const request: LoadRequest = {
    connections: 16,
    warmup: 1,
    seconds: 3,
    amount: undefined,
    from: 0,
    end: Number.MAX_SAFE_INTEGER,
    ...options,
  };
  const result = await sendApart(request, onMeasuring);
  const { workload, side } = request;
  if (result.failures > 0) {
    throw new LoadError(
      `${workload}, ${side}: ${result.failures} of ${result.requests} answers were no success. ${result.refusal ?? ''}`,
    );
  }
  if (result.requests === 0) throw new LoadError(`${workload}, ${side}: nothing was answered.`);
  return result;
}

function sendApart(request: LoadRequest, onMeasuring: (() => void) | undefined): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL('./load-process.ts', import.meta.url), { execArgv: [] });
    child.on('message', (told: Told) => {
      if (told.kind === 'measuring') onMeasuring?.();
      else resolve(told.result);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new LoadError(`The process that sends the load ended with ${code}.`)));
    child.send(request);
  });
}
