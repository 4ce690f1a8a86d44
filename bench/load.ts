import { fork } from 'node:child_process';
import type { Facts, SideName } from './workloads/workload.ts';

/** The message to the process that sends the load. */
export interface LoadRequest {
  readonly workload: string;
  readonly side: SideName;
  readonly port: number;
  /** The facts of each partner. The n-th connection sends requests of the n-th partner, and so on in turns. */
  readonly partners: readonly [Facts, ...Facts[]];
  readonly connections: number;
  /** Seconds of the same load before the measurement. */
  readonly warmup: number;
  readonly seconds: number;
  /** The number of requests; set in place of seconds. */
  readonly amount: number | undefined;
  /** The number of each partner's first request. */
  readonly from: number;
  /** The load stops before a partner's request of this number, where the data allows only so many requests. */
  readonly end: number;
}

export interface LoadResult {
  readonly requests: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Answers other than 2xx, connection errors, and answers with another body than expected. */
  readonly failures: number;
  readonly refusal: string | undefined;
}

export type LoadOptions = Pick<LoadRequest, 'workload' | 'side' | 'port' | 'partners'> &
  Partial<LoadRequest> & {
    /** Called when the warm-up is over. */
    readonly onMeasuring?: () => void;
  };

/** A request of a load failed, so that the load measures nothing. */
class LoadError extends Error {
  override readonly name = 'LoadError';
}

type Progress = { readonly kind: 'measuring' } | { readonly kind: 'measured'; readonly result: LoadResult };

/**
 * Sends a load and measures the answers. The default is three seconds over 16 connections.
 *
 * @throws {LoadError} when a request failed
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
    child.on('message', (progress: Progress) => {
      if (progress.kind === 'measuring') onMeasuring?.();
      else resolve(progress.result);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new LoadError(`The process that sends the load ended with ${code}.`)));
    child.send(request);
  });
}
