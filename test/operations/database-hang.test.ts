import { expect, test } from 'vitest';
import { createQuietWorld } from '../support/calendar.ts';
import { startHangingProxy } from '../support/hanging-proxy.ts';
import { insidesIn } from '../support/insides.ts';
import { runScript } from '../support/processes.ts';
import { until } from '../support/until.ts';

test('a gateway whose database hangs refuses the requests under way within seconds, stays live, and goes on afterwards', async () => {
  const world = await createQuietWorld();
  const { key } = await world.partner();
  const proxy = await startHangingProxy(world.databaseUrl);
  const gateway = runScript('gateway', { DATABASE_URL: proxy.url, PORT: '0' });
  const [, port] = await gateway.says(/"port":(\d+),"msg":"listening"/);
  const url = `http://127.0.0.1:${port}`;
  const post = (path: string, body: object) =>
    fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'x-api-key': key, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const ask = () =>
    Promise.all([
      ...Array.from({ length: 5 }, () => post('/graphql', { query: '{ customers { totalCount } }' })),
      ...Array.from({ length: 5 }, () => post('/envelope', { method: 'getCustomer', params: { id: 'ABC' } })),
    ]);
  const before = await ask();

  proxy.hang();
  const startedAt = performance.now();
  const during = await ask();
  const elapsedMs = performance.now() - startedAt;
  const live = await fetch(`${url}/live`);
  proxy.resume();
  const after = await until(async () => {
    const answers = await ask();
    return answers.every(({ status }) => status !== 503) ? answers : undefined;
  });

  expect(before.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 400, 400, 400, 400, 400]);
  expect(during.map(({ status, headers }) => [status, headers.get('retry-after')])).toEqual(
    during.map(() => [503, '1']),
  );
  expect(insidesIn((await Promise.all(during.map((answer) => answer.text()))).join('\n'))).toEqual([]);
  // Without a look at its connections it would take the 35 seconds of a statement.
  expect(elapsedMs).toBeLessThan(20_000);
  expect(live.status).toBe(200);
  expect(after.map(({ status }) => status)).toEqual(before.map(({ status }) => status));
  expect(gateway.stderr()).toMatch(/The database responds neither to statements nor to new connections/);
});
