import { expect, test } from 'vitest';
import { type RawRequest, sendRaw } from '../support/raw-http.ts';
import { recordResolvers } from '../support/resolvers.ts';
import { recordStatements } from '../support/statements.ts';
import { createWorld } from '../support/world.ts';

// What a page on another site can make a browser send without asking first: GET, HEAD and POST with one of three kinds of
// bodies, with cookies and passwords that the browser keeps, and without any header of ours.

const world = await createWorld();
const { key } = await world.partner();

const mutation = 'mutation { advanceTestClock(input: { to: "2030-01-01T00:00:00Z" }) { __typename } }';
const asForm = String(new URLSearchParams({ query: mutation }));
const asParts = `--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n${JSON.stringify({ query: mutation })}\r\n--x--\r\n`;
const asJson = JSON.stringify({ query: mutation });
const asEnvelope = JSON.stringify({ method: 'removeUser', params: { email: 'isa@example.com' } });

const simple: readonly (readonly [what: string, request: RawRequest])[] = [
  ['a GET', { path: `/graphql?${new URLSearchParams({ query: '{ viewer { now } }' })}` }],
  ['a GET of a mutation', { path: `/graphql?${asForm}` }],
  ['a GET of the envelope', { path: '/envelope', body: asEnvelope }],
  ...['/graphql', '/envelope'].flatMap((path) =>
    [
      ['application/x-www-form-urlencoded', path === '/envelope' ? asEnvelope : asForm],
      ['multipart/form-data; boundary=x', asParts],
      ['text/plain', path === '/envelope' ? asEnvelope : asJson],
      ['text/plain; application/json', asJson],
      ['', asJson],
    ].map(
      ([type = '', body = '']) =>
        [
          `a POST of "${type}" to ${path}`,
          { path, method: 'POST', body, headers: type === '' ? {} : { 'content-type': type } },
        ] as const,
    ),
  ),
];

test.each(simple)('%s without our header has no effect', async (_, request) => {
  const statements = recordStatements();
  const resolved = recordResolvers();
  const kept = { cookie: `x-api-key=${key}; authorization=${key}`, authorization: `Basic ${btoa(`key:${key}`)}` };

  const answers = [];
  for (const carried of [{}, kept]) {
    const headers = { origin: 'https://evil.example', ...request.headers, ...carried };
    answers.push(await sendRaw(world.url, { ...request, headers }));
  }

  expect(answers.map(({ status }) => status)).toEqual([401, 401]);
  expect(statements).toEqual([]);
  expect(resolved).toEqual([]);
});

test.each(['/graphql', '/envelope'])('a preflight request is not allowed: %s', async (path) => {
  for (const origin of ['https://evil.example', 'null', world.url]) {
    const answer = await sendRaw(world.url, {
      path,
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'x-api-key, content-type',
      },
    });

    expect(answer.status).toBe(405);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  }
});

test.each([
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/plain',
  'application/graphql',
  'application/json-patch+json',
  'text/plain; application/json',
])('GraphQL refuses a POST of %s, even with a key', async (type) => {
  const resolved = recordResolvers();
  const bodies = { 'application/x-www-form-urlencoded': asForm, 'application/graphql': mutation };
  const body = Object.entries(bodies).find(([name]) => name === type)?.[1] ?? (type.startsWith('m') ? asParts : asJson);
  const headers = { 'x-api-key': key, 'content-type': type };

  const answer = await world.withoutWriting(() =>
    sendRaw(world.url, { path: '/graphql', method: 'POST', headers, body }),
  );

  expect(answer.status).toBe(415);
  expect(JSON.parse(answer.body).errors).toMatchObject([
    {
      message: 'The body of a POST must be JSON. Send it with `Content-Type: application/json`.',
      extensions: { code: 'UNSUPPORTED_MEDIA_TYPE' },
    },
  ]);
  expect(resolved).toEqual([]);
});

test.each(['application/json', 'Application/JSON', 'application/json; charset=utf-8', 'application/json ;x=y'])(
  'GraphQL accepts a POST of %s',
  async (type) => {
    const body = JSON.stringify({ query: '{ __typename }' });
    const headers = { 'x-api-key': key, 'content-type': type };

    const { status } = await sendRaw(world.url, { path: '/graphql', method: 'POST', headers, body });

    expect(status).toBe(200);
  },
);
