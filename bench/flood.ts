import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { openPool } from '../src/db/pool.ts';
import { openEmbedded } from '../src/db/server/embedded.ts';
import { databaseClock } from '../src/db/transactions/clock.ts';
import { createKeyAtTerminal } from '../src/keys/create-key-at-terminal.ts';
import { createAtTerminal } from '../src/organisations/at-the-terminal.ts';
import { prepareDatabase } from '../src/prepare-database.ts';

// What a partner notices of another one that floods the same gateway: `node bench/flood.ts [seconds]`. A quiet partner
// asks thirty times in a second, alone and beside a flood over sixteen connections, four times each. Of interest is the
// ratio, on a machine that does nothing else.

const seconds = Number(process.argv[2] ?? 10);
const rounds = 4;
const connections = 16;
const pause = 33;

/** Asks once; answers the status. */
function ask(port: number, key: string, agent: Agent): Promise<number> {
  const body = JSON.stringify({ query: '{ viewer { now organisation { name } } }' });
  const headers = { 'x-api-key': key, 'content-type': 'application/json', 'content-length': body.length };
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', path: '/graphql', method: 'POST', headers, agent }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

interface Measured {
  readonly milliseconds: number[];
  readonly statuses: Record<string, number>;
}

function add({ milliseconds, statuses }: Measured, sum: Measured): void {
  sum.milliseconds.push(...milliseconds);
  for (const [status, count] of Object.entries(statuses)) sum.statuses[status] = (sum.statuses[status] ?? 0) + count;
}

async function beQuiet(port: number, key: string): Promise<Measured> {
  const agent = new Agent({ keepAlive: true });
  const measured: Measured = { milliseconds: [], statuses: {} };
  const until = performance.now() + seconds * 1000;
  while (performance.now() < until) {
    const startedAt = performance.now();
    const status = await ask(port, key, agent);
    measured.milliseconds.push(performance.now() - startedAt);
    measured.statuses[status] = (measured.statuses[status] ?? 0) + 1;
    await sleep(pause);
  }
  agent.destroy();
  return measured;
}

/** Floods for ever, in a thread of its own that does next to nothing else: each answer is met with the next request. */
function flood(port: number, key: string): void {
  const body = JSON.stringify({ query: '{ viewer { now } }' });
  const head = `POST /graphql HTTP/1.1\r\nhost: x\r\nx-api-key: ${key}\r\ncontent-type: application/json\r\n`;
  const bytes = Buffer.from(`${head}content-length: ${body.length}\r\n\r\n${body}`);
  for (let n = 0; n < connections; n++) {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.on('connect', () => socket.write(bytes));
    socket.on('data', () => socket.write(bytes));
    socket.on('error', () => undefined);
  }
}

function percentile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;
}

/** Alone and beside a flood in turns, so that whatever else the machine is doing tells on both. */
async function compare(port: number, quietKey: string, floodKey: string): Promise<void> {
  await beQuiet(port, quietKey);
  const alone: Measured = { milliseconds: [], statuses: {} };
  const beside: Measured = { milliseconds: [], statuses: {} };
  for (let round = 0; round < rounds; round++) {
    add(await beQuiet(port, quietKey), alone);
    const flooding = new Worker(new URL(import.meta.url), { workerData: { port, key: floodKey } });
    // The flood begins with what it is good for at once; of interest is what comes after.
    await sleep(6000);
    add(await beQuiet(port, quietKey), beside);
    await flooding.terminate();
    await sleep(1000);
  }
  for (const share of [0.5, 0.9, 0.99]) {
    const [before, after] = [percentile(alone.milliseconds, share), percentile(beside.milliseconds, share)];
    const line = `p${share * 100}  alone ${before.toFixed(2)} ms  beside a flood ${after.toFixed(2)} ms  ratio ${(after / before).toFixed(2)}`;
    process.stdout.write(`${line}\n`);
  }
  process.stdout.write(
    `answers ${JSON.stringify(alone.statuses)}, beside a flood ${JSON.stringify(beside.statuses)}\n`,
  );
}

async function run(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tenure-bench-'));
  const database = await openEmbedded(dataDir);
  await prepareDatabase(database.url, undefined);
  const pool = openPool(database.url, { size: 2, onError: () => undefined });
  const ctx = { pool, clock: databaseClock };
  const newKey = async (name: string) => {
    const { id } = await createAtTerminal(ctx, { name, timeZone: 'UTC' });
    return (await createKeyAtTerminal(ctx, { organisation: id })).key;
  };
  const [quiet, loud] = [await newKey('Quiet'), await newKey('Loud')];
  const gateway = spawn(process.execPath, [join(import.meta.dirname, '../src/gateway/main.ts')], {
    env: { ...process.env, DATABASE_URL: database.url, PORT: '0', LOG_LEVEL: 'info' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const [{ port }] = (await once(gateway, 'message')) as [{ port: number }];
  await compare(port, quiet, loud);
  gateway.kill('SIGTERM');
  await once(gateway, 'exit');
  await pool.end();
  await database.stop();
  await rm(dataDir, { recursive: true, force: true });
}

if (isMainThread) await run();
else flood(workerData.port, workerData.key);
