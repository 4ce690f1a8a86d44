import { createHistogram } from 'node:perf_hooks';
import autocannon, { type Request } from 'autocannon';
import type { LoadRequest, LoadResult } from './load.ts';
import { workloadNamed } from './workloads/all.ts';
import type { Facts, Side } from './workloads/workload.ts';

// Sends the load from a process of its own, so that the measured server and the load share no event loop.

interface Phase {
  readonly seconds?: number;
  readonly amount?: number;
}

/** A partner and the number of its next request. */
interface Sender {
  readonly facts: Facts;
  next: number;
}

/** The request of a connection, which gets a new body each time. `stop` is called where the data is used up. */
function requestOf(sender: Sender, side: Side, end: number, stop: () => void): Request {
  return {
    method: 'POST',
    path: side.path,
    headers: side.headers(sender.facts),
    setupRequest(request) {
      // Until the load has stopped, the last request is repeated.
      if (sender.next === end) stop();
      request.body = side.body(Math.min(sender.next++, end - 1), sender.facts);
      return request;
    },
  };
}

/** Sends one phase of a load. The request numbers of each partner continue from the previous phase. */
function send(
  request: LoadRequest,
  side: Side,
  phase: Phase,
  senders: readonly [Sender, ...Sender[]],
): Promise<LoadResult> {
  const { port, connections, end } = request;
  const latencies = createHistogram();
  let refusal: string | undefined;
  const isGood = (body: string) => body.includes(side.sign) && !body.includes('"errors":');
  let connection = 0;
  return new Promise((resolve, reject) => {
    const run = autocannon(
      {
        url: `http://127.0.0.1:${port}`,
        connections,
        ...(phase.amount === undefined ? { duration: phase.seconds ?? 1 } : { amount: phase.amount }),
        timeout: 30,
        setupClient(client) {
          const sender = senders[connection++ % senders.length] ?? senders[0];
          client.setRequests([requestOf(sender, side, end, () => run.stop())]);
        },
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
  const senderOf = (facts: Facts): Sender => ({ facts, next: request.from });
  const [first, ...others] = request.partners;
  const senders = [senderOf(first), ...others.map(senderOf)] as const;
  // A request that fails during the warm-up does not count.
  if (request.warmup > 0) await send(request, side, { seconds: request.warmup }, senders);
  process.send?.({ kind: 'measuring' });
  const { seconds, amount } = request;
  const phase = amount === undefined ? { seconds } : { amount };
  process.send?.({ kind: 'measured', result: await send(request, side, phase, senders) });
  process.disconnect?.();
}

process.once('message', run);
process.once('disconnect', () => process.exit());
