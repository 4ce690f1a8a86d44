import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { createClient, inBody } from '../support/api-clients.ts';
import { operatorOf } from '../support/operators.ts';
import { type RawAnswer, type RawRequest, sendRaw } from '../support/raw-http.ts';
import { customerCall, done } from '../support/sales.ts';
import { createWorld } from '../support/world.ts';

// Text is UTF-8 or refused, at every door. A byte that is replaced could turn one id into another.

const world = await createWorld();
world.setRealTime(Temporal.Instant.from('2026-11-21T10:00:00Z'));
const partner = await world.partner();
await done(partner, customerCall({ id: 'C' }));
const client = await createClient(
  partner,
  (await operatorOf(world, partner, { permissions: ['order:view'] })).operatorId,
);

const order = 'customer: \\"C\\", product: \\"oo-lite\\", seats: 1, duration: MONTHLY';
const placed = '... on CreateFirstOrderSuccess { order { remoteId } }';

/** One request that writes, with a text of its own in it, at each door. */
const doors = {
  GraphQL: {
    path: '/graphql',
    type: 'application/json',
    body: (id: string) =>
      `{"query":"mutation { createFirstOrder(input: { remoteId: \\"${id}\\", ${order} }) { ${placed} } }"}`,
  },
  'the envelope': {
    path: '/envelope',
    type: 'application/json',
    body: (id: string) =>
      `{"method":"createFirstOrder","params":{"customer":"C","id":"${id}","product":"oo-lite","licenses":1,"duration":"monthly"}}`,
  },
  'the Hub API': {
    path: '/api/v1/users',
    type: 'application/json',
    body: (name: string) => `{"name":"${name}","email_address":"a@example.com"}`,
  },
  'the licensing API': {
    path: '/v1.0/customers',
    type: 'application/json',
    body: (name: string) => `{"customerCompanyName":"${name}","customerEmail":"a@example.com"}`,
  },
  OAuth: {
    path: '/oauth/token',
    type: 'application/x-www-form-urlencoded',
    body: (extra: string) =>
      `${new URLSearchParams({ grant_type: 'client_credentials', ...inBody(client) })}&extra=${extra}`,
  },
} as const;

type DoorName = keyof typeof doors;
const doorNames = Object.keys(doors) as DoorName[];

const latin1 = (text: string) => Buffer.from(text, 'latin1');

function post(name: DoorName, body: string | Buffer, headers: Record<string, string> = {}): Promise<RawAnswer> {
  const { path, type } = doors[name];
  const key: Record<string, string> = name === 'OAuth' ? {} : { 'x-api-key': partner.key };
  return sendRaw(world.url, { path, method: 'POST', headers: { ...key, 'content-type': type, ...headers }, body });
}

/** The code of a refusal, wherever its door puts it. */
function codeIn({ headers, body }: RawAnswer): string {
  const json = JSON.parse(body);
  return headers['x-error-code'] ?? json.code ?? json.errors?.[0].extensions.code ?? json.error;
}

const notUtf8 = {
  GraphQL: 'BODY_NOT_UTF8',
  'the envelope': 'INVALID_INPUT',
  'the Hub API': 'INVALID_INPUT',
  'the licensing API': 'INVALID_INPUT',
  OAuth: 'invalid_request',
} satisfies Record<DoorName, string>;

test.each(doorNames)('%s refuses a body that is not UTF-8 and writes nothing', async (name) => {
  const { body } = doors[name];
  // Two ids that would become one, an overlong slash, and half of a pair as CESU-8 writes it.
  for (const id of ['PO-\xc9', 'PO-\xc8', 'PO-\xc0\xaf', 'PO-\xed\xa0\x80']) {
    const answer = await world.withoutWriting(() => post(name, latin1(body(id))));

    expect([answer.status, codeIn(answer)]).toEqual([400, notUtf8[name]]);
    expect(answer.body).toContain('UTF-8');
  }
});

const otherCharsets = ['iso-8859-1', 'ISO-8859-1', '"iso-8859-1"', 'us-ascii', 'utf-16', 'utf-16le', 'nonsense'];

test.each(doorNames)('%s refuses a charset other than UTF-8, whatever the bytes', async (name) => {
  const { type, body } = doors[name];
  const refused = name === 'OAuth' ? 'invalid_request' : 'UNSUPPORTED_CHARSET';
  for (const charset of [...otherCharsets, 'utf-8; charset=iso-8859-1']) {
    for (const bytes of [latin1(body('PO-\xc9')), Buffer.from(body('PO-É')), Buffer.from(body('PO-1'))]) {
      const headers = { 'content-type': `${type}; charset=${charset}` };
      const answer = await world.withoutWriting(() => post(name, bytes, headers));

      expect([charset, answer.status, codeIn(answer)]).toEqual([charset, 415, refused]);
      expect(answer.body).toMatch(/content-type names a charset other than UTF-8/i);
    }
  }
});

test.each(doorNames)('%s accepts every spelling of UTF-8, with and without a byte order mark', async (name) => {
  const { type, body } = doors[name];
  const answers = [];
  for (const charset of ['', '; charset=utf-8', ';charset=UTF-8', '; charset="utf-8"', '; charset=utf8']) {
    for (const mark of ['', '\ufeff']) {
      const id = `PO-É-${charset}${mark === '' ? '' : '-marked'}`.replaceAll('"', '');
      answers.push(await post(name, `${mark}${body(id)}`, { 'content-type': `${type}${charset}` }));
    }
  }

  const isTaken = ({ status }: RawAnswer) => status === (name === 'the Hub API' ? 201 : 200);
  // The e-mail address is taken after the first user was created.
  expect(answers.filter(isTaken)).toHaveLength(name === 'the Hub API' ? 1 : 10);
  expect(answers.filter((answer) => !isTaken(answer)).map(({ status }) => status)).toEqual(
    name === 'the Hub API' ? Array(9).fill(409) : [],
  );
});

test.each(doorNames)('%s refuses a body with a content coding and names the header', async (name) => {
  const body = doors[name].body('PO-1');
  const sent: [coding: string, body: Buffer][] = [
    ['gzip', gzipSync(body)],
    ['GZIP', gzipSync(body)],
    ['gzip', Buffer.from(body)],
    ['br', Buffer.from(body)],
    ['identity, deflate', Buffer.from(body)],
  ];
  for (const [coding, bytes] of sent) {
    const answer = await world.withoutWriting(() => post(name, bytes, { 'content-encoding': coding }));

    const refused = name === 'OAuth' ? 'invalid_request' : 'UNSUPPORTED_CONTENT_ENCODING';
    expect([answer.status, codeIn(answer)]).toEqual([415, refused]);
    expect(answer.body).toMatch(/the header content-encoding/i);
    expect(answer.headers['accept-encoding']).toBe('identity');
  }
});

test('a body with the content coding identity is accepted', async () => {
  const body = doors['the envelope'].body('PO-IDENTITY');
  const answer = await post('the envelope', body, { 'content-encoding': 'identity' });

  expect([answer.status, JSON.parse(answer.body).remoteId]).toEqual([200, 'PO-IDENTITY']);
});

test('the envelope accepts any content type, and a GET with a body, but guesses no bytes', async () => {
  const body = latin1(doors['the envelope'].body('PO-\xc9'));
  for (const request of [
    { method: 'GET' },
    { method: 'POST' },
    { method: 'POST', headers: { 'content-type': 'text/plain' } },
  ]) {
    const answer = await world.withoutWriting(() => ask({ path: '/envelope', body, ...request }));

    expect([answer.status, answer.headers['x-error-code'], JSON.parse(answer.body)]).toEqual([
      400,
      'INVALID_INPUT',
      'The body is not UTF-8. Send it in UTF-8.',
    ]);
  }
});

const targets: readonly (readonly [path: string, code: string])[] = [
  ['/graphql?query=%7Bcustomer(remoteId:%22%E9%22)%7Bid%7D%7D', 'URL_NOT_UTF8'],
  ['/graphql?query=%7B__typename%7D&%E9=1', 'URL_NOT_UTF8'],
  ['/graphql?query=%7B__typename%7D&variables=%7B%22a%22:%22%ED%A0%80%22%7D', 'URL_NOT_UTF8'],
  ['/envelope?%E9', 'INVALID_INPUT'],
  ['/api/v1/users?text=%E9', 'INVALID_INPUT'],
  ['/api/v1/users?%e9=1', 'INVALID_INPUT'],
  ['/api/v1/users/%E9', 'INVALID_INPUT'],
  ['/api/v1/organisations?page=%C3', 'INVALID_INPUT'],
  ['/api/v1/%E9', 'INVALID_INPUT'],
  ['/v1.0/customers?sortby=%E9', 'INVALID_INPUT'],
  ['/v1.0/customers/%E9', 'INVALID_INPUT'],
  ['/v1.0/customers/%C0%AF/orders', 'INVALID_INPUT'],
  ['/.well-known/oauth-authorization-server?%E9', 'invalid_request'],
];

test.each(targets)('the target %s is refused, because it is not UTF-8', async (path, code) => {
  const answer = await world.withoutWriting(() => ask({ path }));

  expect([answer.status, codeIn(answer)]).toEqual([400, code]);
  expect(answer.body).toContain('UTF-8');
  expect(answer.body).not.toContain('\ufffd');
});

test('text in a query string is found by its percent-encoded UTF-8', async () => {
  const { operatorId } = await operatorOf(world, partner, { name: 'Éva Ürög', permissions: [] });

  for (const text of ['%C3%89va', '%c3%89v%61', '%C3%A9va']) {
    const { status, body } = await ask({ path: `/api/v1/users?text=${text}` });
    expect([text, status, JSON.parse(body).map(({ id }: { id: number }) => id)]).toEqual([text, 200, [operatorId]]);
  }
});

const halves = ['\\ud800', 'a\\udfff', '\\udfff\\ud800'];

test.each(doorNames.filter((name) => name !== 'OAuth'))(
  '%s refuses a lone surrogate in JSON and writes nothing',
  async (name) => {
    const { body } = doors[name];
    for (const half of halves) {
      const answer = await world.withoutWriting(() => post(name, body(half)));

      const refusal = name === 'GraphQL' ? [200, 'GRAPHQL_PARSE_FAILED'] : [400, 'INVALID_INPUT'];
      expect([answer.status, codeIn(answer)]).toEqual(refusal);
    }
  },
);

test('GraphQL refuses a lone surrogate in a string literal and in a variable', async () => {
  const { path, type, body } = doors.GraphQL;
  const query = `mutation ($id: String!) { createFirstOrder(input: { remoteId: $id, ${order.replaceAll('\\', '')} }) { __typename ... on Error { code } } }`;
  for (const half of halves) {
    const escaped = await world.withoutWriting(() => post('GraphQL', body(half.replaceAll('\\', '\\\\'))));
    expect([escaped.status, codeIn(escaped)]).toEqual([200, 'GRAPHQL_PARSE_FAILED']);

    const variable = `{"query":${JSON.stringify(query)},"variables":{"id":"${half}"}}`;
    const headers = { 'content-type': type };
    const answer = await world.withoutWriting(() => ask({ path, method: 'POST', headers, body: variable }));
    const { data } = JSON.parse(answer.body);
    expect([answer.status, data.createFirstOrder]).toEqual([
      200,
      { __typename: 'InvalidInputError', code: 'INVALID_INPUT' },
    ]);
  }
});

test('a response that repeats a lone surrogate shows it as sent', async () => {
  const body = '{"method":"\\ud800","params":{}}';
  const answer = await world.withoutWriting(() => ask({ path: '/envelope', method: 'POST', body }));

  expect(answer.status).toBe(400);
  expect(answer.body).toContain('found \\"\\ud800\\"');
});

test('a client whose name in HTTP Basic is not UTF-8 is unknown', async () => {
  const authorization = `Basic ${latin1(`${client.clientId}\xe9:${client.clientSecret}`).toString('base64')}`;
  const headers = { authorization, 'content-type': 'application/x-www-form-urlencoded' };
  const body = 'grant_type=client_credentials';
  const answer = await sendRaw(world.url, { path: '/oauth/token', method: 'POST', headers, body });

  expect([answer.status, codeIn(answer)]).toEqual([401, 'invalid_client']);
  expect(JSON.parse(answer.body).error_description).toMatch(/^The header Authorization is invalid\./);
});

function ask(request: RawRequest): Promise<RawAnswer> {
  return sendRaw(world.url, { ...request, headers: { 'x-api-key': partner.key, ...request.headers } });
}
