import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { createDatabase } from '../support/databases.ts';
import { childrenOf, type End, type Program, runScript } from '../support/processes.ts';
import { until } from '../support/until.ts';

// R9: a wedged process is reported within 30 seconds.
const reportSeconds = 30;

const wedgeable = { NODE_OPTIONS: `--require=${resolve('test/support/wedge.cjs')}`, PORT: '0' };

const wedges = {
  connections: { signal: 'SIGUSR2', sign: /connections wedged/ },
  'event loop': { signal: 'SIGWINCH', sign: /event loop wedged/ },
} as const;

async function wedge(program: Program, kind: keyof typeof wedges): Promise<void> {
  program.kill(wedges[kind].signal);
  await program.says(wedges[kind].sign);
}

/** The address at which a process says that it listens. */
async function addressOf(program: Program): Promise<string> {
  const [, port] = await program.says(/"port":(\d+),"msg":"listening"/);
  return `http://127.0.0.1:${port}`;
}

const liveOf = async (url: string) => {
  const { status, headers, text } = await fetch(`${url}/live`).then(async (response) => ({
    status: response.status,
    headers: response.headers,
    text: await response.text(),
  }));
  return { status, type: headers.get('content-type'), body: JSON.parse(text) };
};

/** What `/live` answers once it does not answer 200 any more. */
const reported = (url: string) =>
  until(async () => {
    const live = await liveOf(url);
    return live.status === 200 ? undefined : live;
  }, reportSeconds);

async function endWithin(program: Program, seconds: number): Promise<End> {
  let end: End | undefined;
  void program.ended.then((code) => (end = code));
  // An exit code of 0 is an answer as well.
  return (await until(() => (end === undefined ? undefined : { end }), seconds)).end;
}

async function stuckGateway(): Promise<unknown> {
  const gateway = runScript('gateway', { ...wedgeable, DATABASE_URL: await createDatabase() });
  const url = await addressOf(gateway);
  const before = await liveOf(url);
  await wedge(gateway, 'connections');
  const headers = { 'x-api-key': 'a-key-that-nobody-can-look-up' };
  const unanswered = fetch(`${url}/envelope`, { method: 'POST', headers, body: '{}' }).catch(() => 'cut off');
  const after = await reported(url);
  gateway.kill('SIGKILL');
  return { before, after, answer: await unanswered };
}

async function stuckWorkerWithPort(): Promise<unknown> {
  const settings = { ...wedgeable, DATABASE_URL: await createDatabase(), WORKER_PORT: '0' };
  const worker = runScript('worker', settings);
  const url = await addressOf(worker);
  const before = await until(async () => {
    const ready = await fetch(`${url}/ready`);
    return ready.status === 200 && (await liveOf(url));
  });
  await wedge(worker, 'connections');
  return { before, after: await reported(url) };
}

async function stuckWorkerWithoutPort(kind: keyof typeof wedges): Promise<End> {
  const worker = runScript('worker', { ...wedgeable, DATABASE_URL: await createDatabase(), LOG_LEVEL: 'debug' });
  await worker.says(/Completed task/);
  await wedge(worker, kind);
  return endWithin(worker, reportSeconds);
}

const live = { status: 200, type: 'application/json; charset=utf-8', body: { status: 'live' } };
const stuck = (stalled: unknown) => ({ ...live, status: 503, body: { status: 'stuck', stalled } });

test('a stalled process is reported within 30 seconds: by /live, or by the exit of a worker without a port', async () => {
  const [gateway, worker, withoutPort, blocked] = await Promise.all([
    stuckGateway(),
    stuckWorkerWithPort(),
    stuckWorkerWithoutPort('connections'),
    stuckWorkerWithoutPort('event loop'),
  ]);

  expect(gateway).toEqual({ before: live, after: stuck(['requests']), answer: 'cut off' });
  expect(worker).toEqual({ before: live, after: stuck(expect.arrayContaining(['heartbeats'])) });
  expect(withoutPort).toBe(1);
  expect(blocked).toBe('SIGKILL');
}, 120_000);

test('the supervisor replaces a stalled worker and a gateway with a blocked event loop', async () => {
  const system = runScript('start', { ...wedgeable, DATABASE_URL: await createDatabase() });
  await system.says(/Stop it with Ctrl-C/);
  const before = await childrenOf(system.pid);
  await until(async () => system.stderr().includes('"listening"'));

  process.kill(before['jobs/main.ts'] ?? 0, wedges.connections.signal);
  process.kill(before['src/gateway/main.ts'] ?? 0, wedges['event loop'].signal);
  const after = await until(async () => {
    const children = await childrenOf(system.pid);
    const isReplaced = Object.keys(before).every((file) => children[file] && children[file] !== before[file]);
    return isReplaced ? children : undefined;
  }, reportSeconds + 5);

  expect(Object.keys(after).sort()).toEqual(['jobs/main.ts', 'src/gateway/main.ts']);
  const log = system.stderr();
  expect(log).toMatch(/"child":"worker","code":1,"signal":null,.*"a process ended; restarting it"/);
  expect(log).toMatch(/"child":"gateway","reason":"it has not reported for 20 seconds"/);
  expect(log).toMatch(/"child":"gateway","code":null,"signal":"SIGKILL",.*"a process ended; restarting it"/);
  system.kill('SIGTERM');
  expect(await system.ended).toBe(0);
}, 120_000);
