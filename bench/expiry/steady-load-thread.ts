import { Agent, request } from 'node:http';
import { createHistogram } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { createCustomer } from '../workloads/create-customer.ts';
import type { Side } from '../workloads/workload.ts';
import type { Answered, SteadyRequests } from './steady-load.ts';

const { port, facts, perSecond } = workerData as SteadyRequests;
const side = createCustomer.sides.graphql as Side;
// In turns: one that is left idle is closed by the server, perhaps in the moment in which it is used again.
const agent = new Agent({ keepAlive: true, maxSockets: 50, scheduling: 'fifo' });
const options = { host: '127.0.0.1', port, path: side.path, method: 'POST', headers: side.headers(facts), agent };

let latencies = createHistogram();
let failures = 0;
let refusal: string | undefined;

/** Counts from when the request was due, so that one that waits behind another is not taken for a quick one. */
function send(number: number, dueAt: number): void {
  const told = latencies;
  const fail = (reason: unknown) => {
    failures++;
    refusal ??= String(reason);
  };
  const sent = request(options, (response) => {
    let body = '';
    response.setEncoding('utf8');
    response.on('data', (text: string) => {
      body += text;
    });
    response.once('error', fail);
    response.once('end', () => {
      told.record(Math.max(1, Math.round((performance.now() - dueAt) * 1000)));
      if (!body.includes(side.sign)) fail(`${response.statusCode} ${body.slice(0, 500)}`);
    });
  });
  sent.once('error', fail);
  sent.end(side.body(number, facts));
}

const startedAt = performance.now();
let sent = 0;
setInterval(() => {
  const due = (number: number) => startedAt + (number * 1000) / perSecond;
  for (; due(sent) <= performance.now(); sent++) send(sent, due(sent));
}, 1);

parentPort?.on('message', () => {
  const answered: Answered = {
    requests: latencies.count,
    failures,
    refusal,
    p50: latencies.percentile(50) / 1000,
    p99: latencies.percentile(99) / 1000,
  };
  latencies = createHistogram();
  failures = 0;
  refusal = undefined;
  parentPort?.postMessage(answered);
});
