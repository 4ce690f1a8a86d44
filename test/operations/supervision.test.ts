import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createDatabase } from '../support/databases.ts';
import { initialisedDataDir, serverIn } from '../support/embedded.ts';
import { childrenOf, isAlive, runScript } from '../support/processes.ts';
import { until } from '../support/until.ts';

test('a killed gateway and a killed worker are both restarted', async () => {
  const system = runScript('start', { DATABASE_URL: await createDatabase(), PORT: '0' });
  await system.says(/Stop it with Ctrl-C/);
  const killed = await childrenOf(system.pid);

  for (const pid of Object.values(killed)) process.kill(pid, 'SIGKILL');
  const back = await until(async () => {
    const children = await childrenOf(system.pid);
    return Object.keys(children).length === 2 && children['jobs/main.ts'] !== killed['jobs/main.ts'] && children;
  });

  expect(Object.keys(killed).sort()).toEqual(['jobs/main.ts', 'src/gateway/main.ts']);
  expect(Object.keys(back).sort()).toEqual(Object.keys(killed).sort());
  system.kill('SIGTERM');
  expect(await system.ended).toBe(0);
});

test('a process that does not stop is killed, and the database is stopped nevertheless', async () => {
  const dataDir = await initialisedDataDir();
  const system = runScript('start', { DATA_DIR: dataDir, PORT: '0', SHUTDOWN_SECONDS: '1' });
  await system.says(/Stop it with Ctrl-C/);
  const { 'jobs/main.ts': worker = 0 } = await childrenOf(system.pid);

  process.kill(worker, 'SIGSTOP');
  system.kill('SIGINT');

  expect(await system.ended).toBe(0);
  expect([isAlive(worker), serverIn(dataDir)]).toEqual([false, undefined]);
});

/** The URL of a server that takes connections and never says a word. */
async function silentServer(): Promise<string> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => void sockets.push(socket.on('error', () => undefined)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `postgresql://tenure:hidden@127.0.0.1:${(server.address() as AddressInfo).port}/postgres`;
}

test('a database that accepts connections without answering counts as unreachable', async () => {
  const url = await silentServer();
  const system = runScript('start', { DATABASE_URL: url, PORT: '0' });

  expect(await system.ended).toBe(1);
  const reason = `The database "postgres" at ${new URL(url).host} can't be used: it did not answer within 5 s.`;
  expect(system.stderr()).toBe(`${reason} If DATABASE_URL is set, check it.\n`);
});
