import { expect, test } from 'vitest';
import { askForToken, createClient, inBody, inHeader, type OAuthAnswer, postForm } from '../support/api-clients.ts';
import { operatorOf } from '../support/operators.ts';
import { sendRaw } from '../support/raw-http.ts';
import { createWorld } from '../support/world.ts';

// The table of errors of RFC 6749 5.2, at each place that takes a form.

const world = await createWorld();
const partner = await world.partner();
const { operatorId } = await operatorOf(world, partner, { permissions: ['order:view', 'order:renew'] });
const client = await createClient(partner, operatorId, { scope: ['order:view', 'customer:view'] });
const other = await createClient(partner, operatorId);

const grant = { grant_type: 'client_credentials' };
const token = { token: 'token_12345678_nothing' };
const credentials = inBody(client);
const basic = inHeader(client);
const unknownId = '7b0b9e9e-8f2c-4d0e-9b5e-0d1c2b3a4f5e';
const form = (parameters: Record<string, string>) => new URLSearchParams(parameters).toString();

interface Case {
  readonly because: string;
  /** With what each place is sent, besides the parameter that it can't do without. */
  readonly form: (parameter: Record<string, string>) => Record<string, string> | string;
  readonly headers?: Record<string, string>;
  readonly query?: string;
  readonly error: string;
}

const json = { 'content-type': 'application/json' };
const plain = { 'content-type': 'text/plain' };
const basicOf = (text: string) => ({ authorization: `Basic ${btoa(text)}` });

/** What is refused alike wherever a client has to say who it is. */
const cases: readonly Case[] = [
  { because: 'nothing is sent', form: () => '', error: 'invalid_client' },
  { because: 'the parameter is missing', form: () => credentials, error: 'invalid_request' },
  {
    because: 'the parameter is empty',
    form: (parameter) => ({ ...credentials, [Object.keys(parameter)[0] ?? '']: '' }),
    error: 'invalid_request',
  },
  {
    because: 'the parameter is repeated',
    form: (parameter) => `${form({ ...credentials, ...parameter })}&${form(parameter)}`,
    error: 'invalid_request',
  },
  {
    because: 'the client is repeated',
    form: (parameter) => `${form({ ...credentials, ...parameter })}&client_id=${client.clientId}`,
    error: 'invalid_request',
  },
  {
    because: 'the body is JSON',
    form: (parameter) => JSON.stringify({ ...credentials, ...parameter }),
    headers: json,
    error: 'invalid_request',
  },
  {
    because: 'the content type is another one',
    form: (parameter) => ({ ...credentials, ...parameter }),
    headers: plain,
    error: 'invalid_request',
  },
  {
    because: 'there is a percent sign that is none of a form',
    form: (parameter) => `${form({ ...credentials, ...parameter })}&extra=%zz`,
    error: 'invalid_request',
  },
  {
    because: 'there are bytes that are no text',
    form: (parameter) => `${form({ ...credentials, ...parameter })}&extra=%ff`,
    error: 'invalid_request',
  },
  {
    because: 'the parameters stand in the URL',
    form: (parameter) => parameter,
    query: `?${form(credentials)}`,
    error: 'invalid_request',
  },
  {
    because: 'the client authenticates twice',
    form: (parameter) => ({ ...credentials, ...parameter }),
    headers: basic,
    error: 'invalid_request',
  },
  {
    because: 'the header and the body name two clients',
    form: (parameter) => ({ ...parameter, client_id: other.clientId }),
    headers: basic,
    error: 'invalid_request',
  },
  { because: 'there are no credentials', form: (parameter) => parameter, error: 'invalid_client' },
  {
    because: 'there is no secret',
    form: (parameter) => ({ ...parameter, client_id: client.clientId }),
    error: 'invalid_client',
  },
  {
    because: 'the secret is empty',
    form: (parameter) => ({ ...parameter, client_id: client.clientId, client_secret: '' }),
    error: 'invalid_client',
  },
  {
    because: 'the secret is wrong',
    form: (parameter) => ({ ...parameter, ...credentials, client_secret: `${client.clientSecret}0` }),
    error: 'invalid_client',
  },
  {
    because: 'the secret is that of another client',
    form: (parameter) => ({ ...parameter, ...credentials, client_secret: other.clientSecret }),
    error: 'invalid_client',
  },
  {
    because: 'the client is unknown',
    form: (parameter) => ({ ...parameter, ...credentials, client_id: unknownId }),
    error: 'invalid_client',
  },
  {
    because: 'the client can be none',
    form: (parameter) => ({ ...parameter, ...credentials, client_id: "1' OR '1'='1\0" }),
    error: 'invalid_client',
  },
  {
    because: 'the secret in the header is wrong',
    form: (parameter) => parameter,
    headers: basicOf(`${client.clientId}:nothing`),
    error: 'invalid_client',
  },
  {
    because: 'there is no colon in the header',
    form: (parameter) => parameter,
    headers: basicOf('nothing'),
    error: 'invalid_client',
  },
  {
    because: 'the header holds a percent sign that is none of a form',
    form: (parameter) => parameter,
    headers: basicOf(`${client.clientId}:%zz`),
    error: 'invalid_client',
  },
  {
    because: 'the header is no base64',
    form: (parameter) => parameter,
    headers: { authorization: 'Basic ***' },
    error: 'invalid_client',
  },
  {
    because: 'the header is a bearer',
    form: (parameter) => parameter,
    headers: { authorization: `Bearer ${partner.key}` },
    error: 'invalid_client',
  },
  {
    because: 'the header is a key',
    form: (parameter) => parameter,
    headers: { 'x-api-key': partner.key },
    error: 'invalid_client',
  },
];

const places = [
  { path: '/oauth/token', parameter: grant },
  { path: '/api/v1/oauth/create_token', parameter: grant },
  { path: '/oauth/introspect', parameter: token },
  { path: '/oauth/revoke', parameter: token },
];

const statuses: Readonly<Record<string, number>> = { invalid_client: 401 };

test.for(places.flatMap((place) => cases.map((refused) => ({ ...place, ...refused }))))(
  '$path: $error, because $because',
  async ({ path, parameter, query = '', headers = {}, error, ...refused }) => {
    const answer = await world.withoutWriting(() =>
      postForm(world, `${path}${query}`, refused.form(parameter), headers),
    );

    expectRefusal(answer, statuses[error] ?? 400, error);
  },
);

test.for([
  { because: 'the grant is a password', form: { grant_type: 'password' }, error: 'unsupported_grant_type' },
  { because: 'the grant is a code', form: { grant_type: 'authorization_code' }, error: 'unsupported_grant_type' },
  {
    because: 'the grant is no word of ours',
    form: { grant_type: 'Client_Credentials' },
    error: 'unsupported_grant_type',
  },
  { because: 'a word is no permission', form: { ...grant, scope: 'order:view order:eat' }, error: 'invalid_scope' },
  { because: 'there are two spaces', form: { ...grant, scope: 'order:view  customer:view' }, error: 'invalid_scope' },
  { because: 'a comma is no space', form: { ...grant, scope: 'order:view,customer:view' }, error: 'invalid_scope' },
  { because: 'it is beyond the client', form: { ...grant, scope: 'order:view order:renew' }, error: 'invalid_scope' },
])('/oauth/token: $error, because $because', async ({ form: parameters, error }) => {
  for (const path of ['/oauth/token', '/api/v1/oauth/create_token']) {
    const answers = [
      await world.withoutWriting(() => postForm(world, path, { ...parameters, ...credentials })),
      await world.withoutWriting(() => postForm(world, path, parameters, basic)),
    ];

    for (const answer of answers) expectRefusal(answer, 400, error);
  }
});

test('unknown clients and wrong secrets get the same response without further details', async () => {
  const asked = [
    { ...client, clientId: unknownId },
    { ...client, clientId: 'nobody' },
    { ...client, clientSecret: 'nothing' },
    { ...client, clientSecret: other.clientSecret },
  ];
  const answers = await Promise.all(asked.map((wrong) => askForToken(world, wrong)));

  expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
  const names = answers.map(({ headers }) => Object.keys(headers).sort().join());
  expect(new Set(names).size).toBe(1);
});

test('a secret in the header may contain any characters, because both parts are encoded', async () => {
  const odd = { ...client, clientSecret: 'a:b %+é' };

  const answer = await postForm(world, '/oauth/token', grant, inHeader(odd));

  expectRefusal(answer, 401, 'invalid_client');
});

test.for(places)('$path accepts only POST', async ({ path }) => {
  for (const method of ['GET', 'PUT', 'DELETE', 'HEAD']) {
    const { status, headers, body } = await sendRaw(world.url, { path, method });

    expect([status, headers['allow']]).toEqual([405, 'POST']);
    if (method !== 'HEAD') expect(JSON.parse(body).error).toBe('invalid_request');
  }
});

test('a body that is too large is refused in the format of OAuth', async () => {
  const answer = await postForm(world, '/oauth/token', `extra=${'x'.repeat(1024 * 1024)}`);

  expectRefusal(answer, 413, 'invalid_request');
});

/** A refusal as RFC 6749 wants it: a code, words in ASCII without quotes and backslashes, and nothing for a cache. */
function expectRefusal({ status, headers, json: body }: OAuthAnswer, expected: number, error: string): void {
  expect([status, body]).toEqual([expected, { error, error_description: expect.stringMatching(/^[ !#-[\]-~]{20,}$/) }]);
  expect(headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    pragma: 'no-cache',
  });
  expect(headers['www-authenticate']).toBe(expected === 401 ? 'Basic realm="oauth", charset="UTF-8"' : undefined);
}
