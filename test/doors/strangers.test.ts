import { request } from 'node:http';
import { expect, test } from 'vitest';
import { createRateLimiter } from '../../src/gateway/rate-limit.ts';
import { startGateway } from '../support/gateway.ts';
import { recordStatements } from '../support/statements.ts';
import { createWorld } from '../support/world.ts';

// Requests with credentials that nobody has, as many as somebody likes to invent, from one address.

const world = await createWorld();

/** A gateway whose time moves only when a test moves it. */
async function gatewayWith(burst: number) {
  const time = { elapsed: 0 };
  const rateLimiter = createRateLimiter({ perSecond: 2, burst }, () => time.elapsed);
  const { url } = await startGateway({ connectionString: world.databaseUrl, rateLimiter });
  return { url, time, rateLimiter };
}

interface Answered {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: string;
}

const bodies: Readonly<Record<string, string>> = {
  '/graphql': '{"query":"{ __typename }"}',
  '/envelope': '{"method":"getCustomer","params":{"id":"ABC"}}',
};

/** Asks a door with a credential, from an address of the loopback network. */
function ask(url: string, path: string, credential: string, localAddress = '127.0.0.1'): Promise<Answered> {
  const method = bodies[path] === undefined ? 'GET' : 'POST';
  const headers = { 'content-type': 'application/json', 'x-api-key': credential };
  return new Promise((resolve, reject) => {
    const sent = request(`${url}${path}`, { method, headers, localAddress, agent: false }, async (answer) => {
      const parts = await Array.fromAsync(answer);
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts).toString() });
    });
    sent.on('error', reject);
    sent.end(bodies[path]);
  });
}

let invented = 0;
const unknownKey = () => `tenure_${String(invented++).padStart(8, '0')}_${'x'.repeat(38)}`;
const unknownToken = () => `token_${String(invented++).padStart(8, '0')}_${'x'.repeat(38)}`;

test('ever-new unknown credentials of one address are refused at every door before a look-up', async () => {
  const { url, rateLimiter } = await gatewayWith(4);
  const doors = ['/graphql', '/envelope', '/api/v1/whoami', '/v1.0/customers'];
  const atFirst = [];
  for (const path of doors) atFirst.push((await ask(url, path, unknownKey())).status);
  const remembered = rateLimiter.size();
  const statements = recordStatements();

  const answers = [];
  for (const path of doors) answers.push(await ask(url, path, unknownKey()), await ask(url, path, unknownToken()));

  expect(atFirst).toEqual([401, 401, 401, 401]);
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(429));
  for (const { headers } of answers) {
    expect(headers).toMatchObject({
      'retry-after': '1',
      'ratelimit-policy': '"default";q=4;w=2',
      ratelimit: '"default";r=0;t=2',
    });
  }
  expect(JSON.parse(answers[0]?.body ?? '').errors[0].extensions.code).toBe('RATE_LIMITED');
  expect(statements).toEqual([]);
  expect(rateLimiter.size()).toBe(remembered);
});

test('a flood of unknown credentials causes no more look-ups than the limit of its address', async () => {
  const { url } = await gatewayWith(10);
  const statements = recordStatements();

  const statuses = await Promise.all(
    Array.from({ length: 200 }, async () => (await ask(url, '/graphql', unknownKey())).status),
  );

  expect(statuses.filter((status) => status === 401)).toHaveLength(10);
  expect(statuses.filter((status) => status === 429)).toHaveLength(190);
  const lookUps = statements.filter((text) => text.includes('"ApiKey"')).length;
  expect([lookUps > 0, lookUps <= 10]).toEqual([true, true]);
});

test('a known credential from the same address still works, up to its own limit', async () => {
  const { key } = await world.partner();
  const { url } = await gatewayWith(5);
  expect((await ask(url, '/graphql', key)).status).toBe(200);
  for (let i = 0; i < 4; i++) expect((await ask(url, '/graphql', unknownKey())).status).toBe(401);
  expect((await ask(url, '/graphql', unknownKey())).status).toBe(429);

  const answers = [];
  for (let i = 0; i < 5; i++) answers.push(await ask(url, '/graphql', key));

  expect(answers.map(({ status, headers }) => [status, headers['ratelimit']])).toEqual([
    [200, '"default";r=3;t=1'],
    [200, '"default";r=2;t=2'],
    [200, '"default";r=1;t=2'],
    [200, '"default";r=0;t=3'],
    [429, '"default";r=0;t=3'],
  ]);
});

test('a valid credential that is new to this process waits for Retry-After and is not counted again', async () => {
  const { key } = await world.partner();
  const { url, time } = await gatewayWith(2);
  for (let i = 0; i < 2; i++) expect((await ask(url, '/graphql', unknownKey())).status).toBe(401);
  const refused = await ask(url, '/graphql', key);
  time.elapsed += Number(refused.headers['retry-after']) * 1000;

  const first = await ask(url, '/graphql', key);
  const strangers = [await ask(url, '/graphql', unknownKey()), await ask(url, '/graphql', unknownKey())];
  const second = await ask(url, '/graphql', key);

  expect([refused.status, first.status, second.status]).toEqual([429, 200, 200]);
  expect(strangers.map(({ status }) => status)).toEqual([401, 429]);
});

test('a revoked credential counts as unknown from its next refusal on', async () => {
  const partner = await world.partner();
  const { url } = await gatewayWith(3);
  expect((await ask(url, '/graphql', partner.key)).status).toBe(200);
  await world.rows('UPDATE "ApiKey" SET "revokedAt" = now() WHERE "organisationId" = $1', [partner.organisationId]);

  const statuses = [];
  for (let i = 0; i < 2; i++) statuses.push((await ask(url, '/graphql', partner.key)).status);
  for (let i = 0; i < 2; i++) statuses.push((await ask(url, '/graphql', unknownKey())).status);

  expect(statuses).toEqual([401, 401, 401, 429]);
});

test.runIf(process.platform === 'linux')('another address has its own limit', async () => {
  const { key } = await world.partner();
  const { url } = await gatewayWith(2);
  for (let i = 0; i < 2; i++) await ask(url, '/graphql', unknownKey());

  expect((await ask(url, '/graphql', key)).status).toBe(429);
  expect((await ask(url, '/graphql', key, '127.0.0.2')).status).toBe(200);
});
