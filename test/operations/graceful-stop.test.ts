import { expect, test } from 'vitest';
import { createCustomer } from '../../src/customers/create-customer.ts';
import { createKeyAtTerminal } from '../../src/keys/create-key-at-terminal.ts';
import { createQuietWorld } from '../support/calendar.ts';
import { holdLock } from '../support/locks.ts';
import { runScript } from '../support/processes.ts';
import { sendRaw } from '../support/raw-http.ts';
import { firstOrderCall, rowsOf } from '../support/sales.ts';
import { until } from '../support/until.ts';

test.each(['SIGTERM', 'SIGINT'] as const)(
  'on %s a gateway answers the hundred running requests and then ends',
  async (signal) => {
    const world = await createQuietWorld();
    const partner = await world.partner();
    const admin = { email: 'isa@example.com' };
    await createCustomer(await partner.context(), { remoteId: 'ABC', name: 'ABC Company', admin });
    const gateway = runScript('gateway', { DATABASE_URL: world.databaseUrl, PORT: '0', DATABASE_POOL_SIZE: '100' });
    const [, port] = await gateway.says(/"port":(\d+),"msg":"listening"/);
    const url = `http://127.0.0.1:${port}`;
    const lock = await holdLock(world.databaseUrl, 'LOCK TABLE "Order" IN SHARE MODE');

    // No key gets all of the room there is, and two connections are left for those who take no turn.
    const { key } = await createKeyAtTerminal(world, { organisation: partner.organisationId });
    const body = JSON.stringify(firstOrderCall());
    const call = (index: number) => {
      const headers = { 'x-api-key': index % 2 === 0 ? partner.key : key };
      return sendRaw(url, { path: '/envelope', method: 'POST', headers, body });
    };
    const answers = Promise.all(Array.from({ length: 100 }, (_, index) => call(index)));
    await lock.awaited(98);
    gateway.kill(signal);
    await gateway.says(/"stopping"/);
    // Proxies see 503 at /ready before connections are refused.
    const notice = await fetch(`${url}/ready`);
    const newcomer = await until(() =>
      fetch(`${url}/live`).then(
        () => undefined,
        () => 'refused',
      ),
    );
    await lock.release();
    const releasedAt = performance.now();
    const [answer, ...others] = await answers;

    expect([notice.status, notice.headers.get('connection'), await notice.json()]).toEqual([
      503,
      'close',
      { status: 'not ready', waitingFor: ['a new gateway: this one is stopping'] },
    ]);
    expect(newcomer).toBe('refused');
    expect(JSON.parse(answer?.body ?? '')).toMatchObject({ remoteId: 'ORDER-1', status: 'active' });
    expect(others.map(({ status, body }) => [status, body])).toEqual(others.map(() => [200, answer?.body]));
    expect(await gateway.ended).toBe(0);
    // R11
    expect(performance.now() - releasedAt).toBeLessThan(10_000);
    expect(await rowsOf(world, partner)).toMatchObject({ orders: 1, subscriptions: 1, terms: 1 });
  },
);
