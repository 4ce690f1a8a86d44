import { createHistogram } from 'node:perf_hooks';
import autocannon from 'autocannon';
import type { LoadRequest, LoadResult } from './load.ts';
import { workloadNamed } from './workloads/all.ts';
import type { Side } from './workloads/workload.ts';

// Sends the load, in a process of its own: who is measured shares no event loop with who measures.

interface Phase {
  readonly seconds?: number;
  readonly amount?: number;
}

/** Sends one phase of a load; the numbers of its requests go on where the last phase ended. */
function send(request: LoadRequest, side: Side, phase: Phase, numbers: { next: number }): Promise<LoadResult> {
  const { port, facts, connections, end } = request;
  const latencies = createHistogram();
  let refusal: string | undefined;
  const isGood = (body: string) => body.includes(side.sign) && !body.includes('"errors":');
  return new Promise((resolve, reject) => {
    const run = autocannon(
      {
        url: `http://127.0.0.1:${port}`,
        connections,
        ...(phase.amount === undefined ? { duration: phase.seconds ?? 1 } : { amount: phase.amount }),
        timeout: 30,
        headers: side.headers(facts),
        requests: [
          {
            method: 'POST',
            path: side.path,
            setupRequest(sent) {
              // The data is used up: what is still sent until the end repeats the last request and is not counted on.
              if (numbers.next === end) run.stop();
              sent.body = side.body(Math.min(numbers.next++, end - 1), facts);
              return sent;
            },
          },
        ],
        verifyBody: isGood,
      },
      (error, result) => {
        if (error) return reject(error);
        const { non2xx, errors, mismatches, duration } = result;
        resolve({
          requests: result['2xx'],
          perSecond: result['2xx'] / duration,
          p50: latencies.percentile(50) / 1000,
          p99: latencies.percentile(99) / 1000,
          failures: non2xx + errors + mismatches,
          refusal,
        });
      },
    );
    run.on('response', (_client, _status, _bytes, milliseconds) => {
      latencies.record(Math.max(1, Math.round(milliseconds * 1000)));
    });
    run.on('reqMismatch', (body) => {
      refusal ??= body.slice(0, 500);
    });
  });
}

async function run(request: LoadRequest): Promise<void> {
  const side = workloadNamed(request.workload).sides[request.side];
  if (side === undefined) throw new Error(`${request.workload} has no side ${request.side}.`);
  const numbers = { next: request.from };
  // What fails while a server finds its database again is no failure of what is measured.
  if (request.warmup > 0) await send(request, side, { seconds: request.warmup }, numbers);
  process.send?.({ kind: 'measuring' });
  const { seconds, amount } = request;
  const phase = amount === undefined ? { seconds } : { amount };
  process.send?.({ kind: 'measured', result: await send(request, side, phase, numbers) });
  process.disconnect?.();
}

process.once('message', run);
process.once('disconnect', () => process.exit());
