import { expect, test } from 'vitest';
import { migrate } from '../../src/db/server/migrate.ts';
import { prepareDatabase } from '../../src/prepare-database.ts';
import { createDatabase } from '../support/databases.ts';
import { type Gateway, startGateway } from '../support/gateway.ts';
import { sendRaw } from '../support/raw-http.ts';
import { createWorld } from '../support/world.ts';

// A gateway whose database is gone, was not prepared, or is broken: what it says, and what it keeps to itself.

const world = await createWorld();
const key = 'tenure_00000000_0123456789abcdefghijABCDEFGHIJ0123456789';

const unavailable =
  "The service is overloaded or can't reach its database. The request may have been executed. Repeat the same request. If it creates something without an id of your own, repeat it only with the same Idempotency-Key.";

const places: Readonly<Record<string, () => Promise<Gateway>>> = {
  'that was never prepared': async () => startGateway({ connectionString: await createDatabase('empty') }),
  'that is gone': async () => startGateway({ connectionString: 'postgresql://tenure:secret@127.0.0.1:1/tenure' }),
  'that was dropped': async () => {
    const url = new URL(await createDatabase('empty'));
    url.pathname = '/no_such_database';
    return startGateway({ connectionString: url.href });
  },
  'that does not let us in': async () => {
    const url = new URL(await createDatabase('empty'));
    url.username = 'nobody';
    return startGateway({ connectionString: url.href });
  },
};

test.for(Object.keys(places))(
  'on a database %s the gateway is live, and both doors answer with Retry-After',
  async (place) => {
    const { url } = await (places[place] as () => Promise<Gateway>)();
    const headers = { 'x-api-key': key, 'content-type': 'application/json', 'x-request-id': 'call-1' };

    const live = await sendRaw(url, { path: '/live' });
    const envelope = await sendRaw(url, {
      path: '/envelope',
      headers,
      body: '{"method":"getOrder","params":{"id":"A"}}',
    });
    const body = '{"query":"{ viewer { now } }"}';
    const graphql = await sendRaw(url, { path: '/graphql', method: 'POST', headers, body });

    expect([live.status, live.body]).toEqual([200, '{"status":"live"}']);
    expect([envelope.status, envelope.headers['x-error-code'], envelope.body]).toEqual([
      503,
      'UNAVAILABLE',
      JSON.stringify(unavailable),
    ]);
    expect([graphql.status, JSON.parse(graphql.body)]).toEqual([
      503,
      {
        errors: [
          {
            message: unavailable,
            extensions: { code: 'UNAVAILABLE', requestId: 'call-1' },
          },
        ],
      },
    ]);
    expect([envelope, graphql].map((answer) => answer.headers['cache-control'])).toEqual(['no-store', 'no-store']);
  },
);

test.for([
  ['that was never prepared', 'migrations'],
  ['that is gone', 'database'],
  ['that was dropped', 'database'],
  ['that does not let us in', 'database'],
] as const)('on a database %s the gateway is not ready and names the %s', async ([place, missing]) => {
  const { url } = await (places[place] as () => Promise<Gateway>)();

  const ready = await sendRaw(url, { path: '/ready' });

  expect([ready.status, ready.body]).toEqual([503, `{"status":"not ready","waitingFor":["${missing}"]}`]);
  expect([ready.headers['cache-control'], ready.headers['retry-after']]).toEqual(['no-store', '1']);
});

test('on a database with empty tables the gateway names everything that is missing', async () => {
  const connectionString = await createDatabase('empty');
  await migrate(connectionString);
  const { url } = await startGateway({ connectionString });

  const ready = await sendRaw(url, { path: '/ready' });

  expect(ready.status).toBe(503);
  expect(JSON.parse(ready.body)).toEqual({ status: 'not ready', waitingFor: ['catalogue', 'fingerprint key'] });
});

test('once its database is prepared, the same gateway is ready and accepts calls', async () => {
  const connectionString = await createDatabase('empty');
  const { url } = await startGateway({ connectionString });
  const before = await sendRaw(url, { path: '/ready' });

  await prepareDatabase(connectionString, key);
  const after = await sendRaw(url, { path: '/ready' });
  const call = '{"method":"createUser","params":{"email":"isa@example.com"}}';
  const answer = await sendRaw(url, { path: '/envelope', headers: { 'x-api-key': key }, body: call });

  expect([before.status, after.status, answer.status]).toEqual([503, 200, 200]);
  expect(JSON.parse(answer.body).email).toBe('isa@example.com');
});

test('without a database, an unauthenticated request learns only that a key is needed', async () => {
  const { url } = await (places['that is gone'] as () => Promise<Gateway>)();

  const answers = [await sendRaw(url, { path: '/envelope' }), await sendRaw(url, { path: '/graphql' })];

  expect(answers.map(({ status }) => status)).toEqual([401, 401]);
});

test('an unexpected error shows only the request id, at both doors', async () => {
  const partner = await world.partner();
  await world.pool.query(`
    CREATE FUNCTION break() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'the column "secret" of relation "Customer"' USING HINT = 'SELECT a hint'; END $$;
    CREATE TRIGGER break BEFORE INSERT ON "Customer" FOR EACH ROW EXECUTE FUNCTION break()`);
  const headers = { 'x-api-key': partner.key, 'content-type': 'application/json', 'x-request-id': 'call-1' };
  const admin = { email: 'isa@example.com' };

  const { envelope, graphql } = await world.withoutWriting(async () => {
    const call = { method: 'createCustomer', params: { id: 'ABC', name: 'ABC Company', admin } };
    const input = '{ remoteId: "ABC", name: "ABC Company", admin: { email: "isa@example.com" } }';
    const mutation = { query: `mutation { createCustomer(input: ${input}) { __typename } }` };
    return {
      envelope: await sendRaw(world.url, { path: '/envelope', headers, body: JSON.stringify(call) }),
      graphql: await sendRaw(world.url, { path: '/graphql', method: 'POST', headers, body: JSON.stringify(mutation) }),
    };
  });

  expect([envelope.status, envelope.headers['x-error-code'], envelope.body]).toEqual([
    500,
    'UNEXPECTED',
    '"An unexpected error occurred. Contact the provider of this service, and name the request id call-1."',
  ]);
  const { data, errors } = JSON.parse(graphql.body);
  expect(data).toBe(null);
  expect(errors).toEqual([
    {
      message: 'Unexpected error.',
      locations: [{ line: 1, column: 12 }],
      path: ['createCustomer'],
      extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'call-1' },
    },
  ]);
});
