import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createApp } from '../../src/gateway/app.ts';
import { createHttpServer } from '../../src/gateway/http-server.ts';
import { createLog } from '../../src/log.ts';
import { ByteClient } from '../support/byte-http.ts';
import { unhurried } from '../support/gateway.ts';
import { createWorld } from '../support/world.ts';

// What Node refuses by itself is answered as everything else: JSON, a code, a request id, and the usual headers.

const world = await createWorld();
const { key } = await world.partner();

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Sends bytes and reads until the other side closes the connection. */
async function exchange(url: string, bytes: string): Promise<{ status: number; headers: Headers; body: string }> {
  const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1', allowHalfOpen: true });
  onTestFinished(() => void socket.destroy());
  socket.write(Buffer.from(bytes, 'latin1'));
  const text = Buffer.concat(await socket.toArray()).toString();
  const [head = '', ...body] = text.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const headers = new Headers(lines.map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string]));
  return { status: Number(first.split(' ')[1]), headers, body: body.join('\r\n\r\n') };
}

type Exchanged = Awaited<ReturnType<typeof exchange>>;

function expectRefused(
  { status, headers, body }: Exchanged,
  expected: { status: number; code: string; error: string },
) {
  const requestId = headers.get('x-request-id');
  expect([status, JSON.parse(body)]).toEqual([
    expected.status,
    { error: expected.error, code: expected.code, requestId },
  ]);
  expect(requestId).toMatch(uuid);
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    'x-error-code': expected.code,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    connection: 'close',
  });
  expect(headers.get('date')).toMatch(/GMT$/);
}

const start = 'POST /envelope HTTP/1.1\r\nHost: x\r\n';
const invalid = (reason: string) => ({
  status: 400,
  code: 'BAD_REQUEST',
  error: `The request is not valid HTTP/1.1: ${reason}. Correct it before you send it again.`,
});

test.each([
  ['no HTTP', 'nonsense\r\n\r\n', invalid('Invalid method encountered')],
  [
    'a URL with bytes outside of ASCII',
    'GET /api/v1/users?text=\xe9 HTTP/1.1\r\nHost: x\r\n\r\n',
    invalid('Invalid char in url query'),
  ],
  ['a header with a space in its name', `${start}a b: c\r\n\r\n`, invalid('Invalid header token')],
  ['two lengths', `${start}Content-Length: 1\r\nContent-Length: 2\r\n\r\n`, invalid('Duplicate Content-Length')],
  [
    'a length beside chunks',
    `${start}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`,
    invalid("Transfer-Encoding can't be present with Content-Length"),
  ],
  [
    'a chunk without a size',
    `${start}x-api-key: ${key}\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n`,
    invalid('Invalid character in chunk size'),
  ],
  [
    'no host',
    'GET /live HTTP/1.1\r\n\r\n',
    { status: 400, code: 'BAD_REQUEST', error: 'The request has no header Host. Send it: HTTP/1.1 requires it.' },
  ],
  [
    'an unknown expectation',
    `${start}Expect: nonsense\r\n\r\n`,
    {
      status: 417,
      code: 'EXPECTATION_FAILED',
      error: 'The header Expect has a value other than 100-continue. Leave the header out.',
    },
  ],
  [
    'headers that are too large',
    `${start}a: ${'x'.repeat(17_000)}\r\n\r\n`,
    {
      status: 431,
      code: 'HEADERS_TOO_LARGE',
      error: 'The URL and the headers together are larger than 16384 bytes. Send fewer or shorter ones.',
    },
  ],
  [
    'a URL that is too long',
    `GET /${'x'.repeat(17_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
    {
      status: 431,
      code: 'HEADERS_TOO_LARGE',
      error: 'The URL and the headers together are larger than 16384 bytes. Send fewer or shorter ones.',
    },
  ],
])('%s is refused with JSON, and the connection is closed', async (_, bytes, expected) => {
  expectRefused(await world.withoutWriting(() => exchange(world.url, bytes)), expected);
});

test('a fault after a complete request is answered after its response', async () => {
  const client = new ByteClient(world.url);
  onTestFinished(() => client.close());
  const good = await client.send(Buffer.from('GET /live HTTP/1.1\r\nHost: x\r\n\r\n'));
  const bad = await client.send(Buffer.from('nonsense\r\n\r\n'));

  expect([good.status, good.body, bad.status]).toEqual([200, '{"status":"live"}', 400]);
  expect(JSON.parse(bad.body)).toMatchObject({ code: 'BAD_REQUEST' });
});

test('a running request gets its response, and the fault after it is answered next', async () => {
  const body = '{"method":"getCustomer","params":{"id":"nobody"}}';
  const request = `${start}x-api-key: ${key}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  const { status, headers, body: rest } = await exchange(world.url, `${request}nonsense\r\n\r\nnonsense`);

  expect([status, headers.get('x-error-code')]).toEqual([400, 'CUSTOMER_NOT_FOUND']);
  expect(rest.match(/HTTP\/1\.1 400 Bad Request/g)).toHaveLength(1);
  expect(rest).toContain('"code":"BAD_REQUEST"');
});

/** A gateway on the world's database that waits less long. */
async function impatientGateway(): Promise<string> {
  const log = createLog('silent', 'test');
  const deps = { pool: world.pool, readiness: async () => [], clock: world.clock, log, graphiql: false };
  // Nothing here reads over the reading pool.
  const app = createApp({ ...deps, readingPool: undefined as never, ...unhurried() });
  const server = createHttpServer(app, log, { headersTimeoutMs: 1_000, requestTimeoutMs: 2_000 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const late = {
  status: 408,
  code: 'REQUEST_TIMEOUT',
  error:
    'The request was not complete in time. The limit is 1 s for the headers and 2 s for the whole request. Send it again; a proxy may have dropped its body.',
};

test.each([
  ['a body that a proxy dropped', `${start}x-api-key: ${key}\r\nContent-Length: 50\r\n\r\n`],
  ['a body that stops', `${start}x-api-key: ${key}\r\nContent-Length: 50\r\n\r\n{"method":`],
  ['chunks that stop', `${start}x-api-key: ${key}\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n`],
  ['headers that stop', `${start}x-api-key: `],
])('%s: 408 with JSON within one second of the limit', async (_, bytes) => {
  const url = await impatientGateway();
  const startedAt = performance.now();
  const answer = await world.withoutWriting(() => exchange(url, bytes));
  const seconds = (performance.now() - startedAt) / 1_000;

  expectRefused(answer, late);
  expect(seconds).toBeGreaterThan(0.9);
  expect(seconds).toBeLessThan(5);
});

test('a 408 has the request id of the caller', async () => {
  const url = await impatientGateway();
  const { status, headers } = await exchange(url, `${start}x-request-id: mine-1\r\nContent-Length: 50\r\n\r\n`);

  expect([status, headers.get('x-request-id')]).toEqual([401, 'mine-1']);
  const bytes = `${start}x-api-key: ${key}\r\nx-request-id: mine-2\r\nContent-Length: 50\r\n\r\n`;
  const slow = await exchange(url, bytes);
  expect([slow.status, slow.headers.get('x-request-id')]).toEqual([408, 'mine-2']);
});

test('the limits are 10 seconds for the headers and 30 seconds for the request', () => {
  const server = createHttpServer(() => undefined, createLog('silent', 'test'));

  expect([server.requestTimeout, server.headersTimeout]).toEqual([30_000, 10_000]);
});
