import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openEmbedded } from '../../src/db/server/embedded.ts';
import { prepareDatabase } from '../../src/prepare-database.ts';
import { createQuietWorld } from '../support/calendar.ts';
import { freePort, initialisedDataDir } from '../support/embedded.ts';
import { type Answer, startGateway } from '../support/gateway.ts';
import { insidesIn } from '../support/insides.ts';
import { runCounts } from '../support/run-counts.ts';
import { type Timed, timed } from '../support/timing.ts';
import { until } from '../support/until.ts';

// R10. The deadlines are generous, and shorter than the five seconds for which a request waits for a connection.
const deadlineMs = 3_000;
const recoveryMs = 5_000;

test('during an outage of its database a gateway refuses at once and stays live, and recovers afterwards', async () => {
  const dataDir = await initialisedDataDir();
  const port = await freePort();
  const database = await openEmbedded(dataDir, { port });
  await prepareDatabase(database.url, undefined);
  const world = await createQuietWorld(database.url);
  const { key } = await world.partner();
  const gateway = await startGateway({ connectionString: database.url });
  const ask = () =>
    Promise.all([
      ...Array.from({ length: 20 }, () => timed(() => gateway.graphql(key, '{ viewer { now } }'))),
      ...Array.from({ length: 20 }, () => timed(() => gateway.envelope(key, 'getCustomer', { id: 'ABC' }))),
    ]);
  const statusesOf = (answers: readonly Timed<Answer>[]) => [...new Set(answers.map(({ value }) => value.status))];

  const before = await ask();
  await database.stop();
  const during = [...(await ask()), ...(await ask()), ...(await ask())];
  const end = performance.now() + runCounts.outageSeconds * 1000;
  for (; performance.now() < end; await sleep(200)) during.push(...(await ask()));
  const [live, ready] = [await gateway.get('/live'), await gateway.get('/ready')];
  const restarted = await openEmbedded(dataDir, { port });
  const first = await timed(() =>
    until(async () => {
      const answer = await gateway.graphql(key, '{ viewer { now } }');
      return answer.status === 200 ? answer : undefined;
    }),
  );
  const after = await ask();

  expect(statusesOf(before)).toEqual([200, 400]);
  expect(statusesOf(during)).toEqual([503]);
  expect(Math.max(...during.map(({ milliseconds }) => milliseconds))).toBeLessThan(deadlineMs);
  expect(new Set(during.map(({ value }) => value.headers.get('retry-after')))).toEqual(new Set(['1']));
  expect(during.flatMap(({ value }) => insidesIn(JSON.stringify(value.body)))).toEqual([]);
  expect(live).toMatchObject({ status: 200, body: { status: 'live' } });
  expect([ready.status, ready.body]).toEqual([503, { status: 'not ready', waitingFor: ['database'] }]);
  expect(ready.headers.get('retry-after')).toBe('1');
  expect(first.milliseconds).toBeLessThan(recoveryMs);
  expect(first.value.body.data.viewer.now).toMatch(/Z$/);
  expect(statusesOf(after)).toEqual([200, 400]);
  expect((await gateway.get('/ready')).status).toBe(200);
  const { totalCount, idleCount, waitingCount } = gateway.pool;
  expect([idleCount, waitingCount]).toEqual([totalCount, 0]);
  await restarted.stop();
}, 180_000);
