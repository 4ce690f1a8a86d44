import { expect, test } from 'vitest';
import { type Answer, type Gateway, startGateway } from '../support/gateway.ts';
import { holdLock } from '../support/locks.ts';
import type { Partner } from '../support/partner.ts';
import { runCounts } from '../support/run-counts.ts';
import { customerCall, done, firstOrderCall, rowsOf } from '../support/sales.ts';
import { timed } from '../support/timing.ts';
import { until } from '../support/until.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();

const message =
  "The service is overloaded or can't reach its database. The request may have been executed. Repeat the same request. If it creates something without an id of your own, repeat it only with the same Idempotency-Key.";

/** Expects that both doors told of the outage in their own way, and when to come again. */
function expectOutage(envelope: Answer, graphql: Answer): void {
  expect(envelope.body).toBe(message);
  expect(envelope.headers.get('x-error-code')).toBe('UNAVAILABLE');
  expect(graphql.body).toMatchObject({ errors: [{ message, extensions: { code: 'UNAVAILABLE' } }] });
  expect([envelope.status, graphql.status]).toEqual([503, 503]);
}

const placeOrder = (gateway: Gateway, { key }: Partner) =>
  gateway.envelope(key, firstOrderCall().method, firstOrderCall().params);

const placeOrderInGraphql = (gateway: Gateway, { key }: Partner) =>
  gateway.graphql(
    key,
    `mutation { createFirstOrder(input: { customer: "ABC", remoteId: "ORDER-1", product: "oo-lite", seats: 20,
       duration: MONTHLY }) { __typename } }`,
  );

async function partnerWithCustomer(): Promise<Partner> {
  const partner = await world.partner();
  await done(partner, customerCall());
  return partner;
}

test('a verb whose connection is lost answers 503, writes nothing, and succeeds when repeated', async () => {
  const partner = await partnerWithCustomer();
  const gateway = await startGateway({ connectionString: world.databaseUrl });
  const lock = await holdLock(world.databaseUrl, 'SELECT FROM "Customer" WHERE "organisationId" = $1 FOR UPDATE', [
    partner.organisationId,
  ]);

  const [envelope, graphql] = await world.withoutWriting(async () => {
    const answers = Promise.all([placeOrder(gateway, partner), placeOrderInGraphql(gateway, partner)]);
    await terminate(await lock.awaited(2));
    return answers;
  });
  await lock.release();
  const repeated = await Promise.all([placeOrder(gateway, partner), placeOrderInGraphql(gateway, partner)]);

  expectOutage(envelope, graphql);
  expect(repeated.map(({ status }) => status)).toEqual([200, 200]);
  expect(await rowsOf(world, partner)).toMatchObject({ orders: 1, subscriptions: 1, terms: 1, lines: 1 });
});

test('a read whose connection is lost answers 503, and the next one succeeds', async () => {
  const partner = await partnerWithCustomer();
  const gateway = await startGateway({ connectionString: world.databaseUrl });
  const query = '{ customer(remoteId: "ABC") { name } }';
  const lock = await holdLock(world.databaseUrl, 'LOCK TABLE "Customer" IN ACCESS EXCLUSIVE MODE');

  const answers = Promise.all([
    gateway.envelope(partner.key, 'getCustomer', { id: 'ABC' }),
    gateway.graphql(partner.key, query),
  ]);
  await terminate(await lock.awaited(2));
  const [envelope, graphql] = await answers;
  await lock.release();
  const next = await gateway.graphql(partner.key, query);

  expectOutage(envelope, graphql);
  expect(next.body).toMatchObject({ data: { customer: { name: 'ABC Company' } } });
});

test('a commit whose connection is lost writes nothing, and the verb succeeds when repeated', async () => {
  const partner = await partnerWithCustomer();
  await world.rows(`
    CREATE FUNCTION hang_up() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_terminate_backend(pg_backend_pid());
      RETURN NEW;
    END $$;
    CREATE CONSTRAINT TRIGGER hang_up AFTER INSERT ON "Event" DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION hang_up()`);

  const answer = await world.withoutWriting(() => partner.envelope(firstOrderCall().method, firstOrderCall().params));
  await world.rows('DROP FUNCTION hang_up CASCADE');
  const repeated = await partner.envelope(firstOrderCall().method, firstOrderCall().params);

  expect(answer).toEqual({ status: 503, code: 'UNAVAILABLE', body: message });
  expect(repeated.status).toBe(200);
  expect(await rowsOf(world, partner)).toMatchObject({ orders: 1, subscriptions: 1, terms: 1, lines: 1 });
});

test('a gateway recovers after all its idle connections are lost', async () => {
  const partner = await partnerWithCustomer();
  const gateway = await startGateway({ connectionString: world.databaseUrl, application_name: 'idle' });
  await Promise.all(Array.from({ length: 20 }, () => gateway.envelope(partner.key, 'getCustomer', { id: 'ABC' })));
  const idle = await world.rows<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE application_name = 'idle' AND datname = current_database()`,
  );

  await terminate(idle.map(({ pid }) => pid));
  await until(() => gateway.pool.totalCount === 0);
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => gateway.envelope(partner.key, 'getCustomer', { id: 'ABC' })),
  );

  expect(idle.length).toBe(5);
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
});

test('a gateway without a server answers 503, is live, and reports that it waits for the database', async () => {
  const gateway = await startGateway({ connectionString: 'postgresql://tenure:secret@127.0.0.1:1/postgres' });

  const envelope = await gateway.envelope('any key', 'getCustomer', { id: 'ABC' });
  const graphql = await gateway.graphql('any key', '{ products { nodes { code } } }');
  const [live, ready] = [await gateway.get('/live'), await gateway.get('/ready')];

  expectOutage(envelope, graphql);
  expect(live).toMatchObject({ status: 200, body: { status: 'live' } });
  expect(ready).toMatchObject({ status: 503, body: { status: 'not ready', waitingFor: ['database'] } });
});

test('a gateway without free connections refuses every request, and recovers once connections are released', async () => {
  const partner = await partnerWithCustomer();
  const gateway = await startGateway({ connectionString: world.databaseUrl, max: 2, connectionTimeoutMillis: 200 });
  const taken = [await gateway.pool.connect(), await gateway.pool.connect()];
  const rounds = 25;
  const placeOrders = () => {
    const both = Array.from({ length: rounds }, () => [
      timed(() => placeOrder(gateway, partner)),
      timed(() => placeOrderInGraphql(gateway, partner)),
    ]);
    return Promise.all(both.flat());
  };

  const answers = await world.withoutWriting(async () => {
    const end = performance.now() + runCounts.outageSeconds * 1000;
    const shed = await placeOrders();
    while (performance.now() < end) shed.push(...(await placeOrders()));
    return shed;
  });
  const refused = answers.map(({ value }) => value);
  const [live, ready] = [await gateway.get('/live'), await gateway.get('/ready')];
  for (const client of taken) client.release();
  const afterwards = [await placeOrder(gateway, partner), await placeOrderInGraphql(gateway, partner)];

  for (let round = 0; round < refused.length / 2; round++) {
    const [envelope, graphql] = refused.slice(2 * round);
    if (envelope !== undefined && graphql !== undefined) expectOutage(envelope, graphql);
  }
  expect(refused.length).toBeGreaterThanOrEqual(2 * rounds);
  expect(refused.map(({ headers }) => headers.get('retry-after'))).toEqual(refused.map(() => '1'));
  // R12. A request waits up to 0.2 s for each of two limiters and for a connection.
  expect(Math.max(...answers.map(({ milliseconds }) => milliseconds))).toBeLessThan(3_000);
  expect(live.status).toBe(200);
  expect(ready).toMatchObject({ status: 503, body: { waitingFor: ['database'] } });
  expect(afterwards.map(({ status }) => status)).toEqual(afterwards.map(() => 200));
  expect((await gateway.get('/ready')).status).toBe(200);
  expect([gateway.pool.idleCount, gateway.pool.waitingCount]).toEqual([gateway.pool.totalCount, 0]);
  expect(await rowsOf(world, partner)).toMatchObject({ orders: 1 });
}, 180_000);

test('a statement that times out answers 503 and writes nothing', async () => {
  const partner = await partnerWithCustomer();
  const gateway = await startGateway({
    connectionString: world.databaseUrl,
    session: { statement_timeout: '200ms' },
  });
  await holdLock(world.databaseUrl, 'SELECT FROM "Customer" WHERE "organisationId" = $1 FOR UPDATE', [
    partner.organisationId,
  ]);

  const [envelope, graphql] = await world.withoutWriting(() =>
    Promise.all([placeOrder(gateway, partner), placeOrderInGraphql(gateway, partner)]),
  );

  expectOutage(envelope, graphql);
});

test('every 503 has a Retry-After', async () => {
  const gateway = await startGateway({ connectionString: 'postgresql://tenure:secret@127.0.0.1:1/postgres' });

  const answers = [
    await gateway.get('/ready'),
    await gateway.graphql('any key', '{ products { nodes { code } } }'),
    await gateway.envelope('any key', 'getCustomer', { id: 'ABC' }),
  ];

  expect(answers.map(({ status, headers }) => [status, headers.get('retry-after')])).toEqual([
    [503, '1'],
    [503, '1'],
    [503, '1'],
  ]);
});

async function terminate(processes: readonly number[]): Promise<void> {
  await world.rows('SELECT pg_terminate_backend(pid) FROM unnest($1::int[]) AS pid', [processes]);
}
