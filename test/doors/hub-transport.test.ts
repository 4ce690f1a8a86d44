import { expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { operatorOf } from '../support/operators.ts';
import { sendRaw } from '../support/raw-http.ts';
import { askHub } from '../support/rest.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();
const partner = await world.partner({ name: "Bob's Widgets" });

test('a problem has all members of RFC 9457', async () => {
  const headers = { 'x-request-id': 'request-1' };
  const answer = await askHub(world, partner, 'GET', '/users?page=0&verified=perhaps', { headers });

  const errors = [
    { path: 'page', message: 'expected a whole number from 1 to 2147483647, found 0' },
    { path: 'verified', message: 'expected true or false, found text of 7 characters' },
  ];
  expect(answer.body).toEqual({
    type: 'urn:tenure:problem:invalid-input',
    title: 'Invalid input',
    status: 400,
    detail: errors.map(({ path, message }) => `${path}: ${message}`).join('; '),
    code: 'INVALID_INPUT',
    errors,
    request_id: 'request-1',
  });
});

test.for(['/', '/nothing', '/users/', '/users/1/', '/users/1/x', '//users', '/Users', '/oauth', '/organisations/1'])(
  'the path %s does not exist',
  async (path) => {
    const answer = await askHub(world, partner, 'GET', path);

    expect([answer.status, answer.body.code]).toEqual([404, 'NOT_FOUND']);
  },
);

test.for([
  ['DELETE', '/users', 'GET, HEAD, POST'],
  ['PUT', '/users', 'GET, HEAD, POST'],
  ['PATCH', '/users/1', 'GET, HEAD, PUT'],
  ['POST', '/users/1', 'GET, HEAD, PUT'],
  ['POST', '/whoami', 'GET, HEAD'],
  ['OPTIONS', '/organisations', 'GET, HEAD'],
] as const)('%s is refused at %s, with the supported methods', async ([method, path, allowed]) => {
  const answer = await askHub(world, partner, method, path);

  expect([answer.status, answer.body.code, answer.headers.get('allow')]).toEqual([405, 'METHOD_NOT_ALLOWED', allowed]);
});

test('HEAD is GET without the body', async () => {
  const got = await askHub(world, partner, 'GET', '/organisations');
  const head = await askHub(world, partner, 'HEAD', '/organisations');

  expect([head.status, head.text]).toEqual([200, '']);
  for (const name of ['content-length', 'content-type', 'x-total-count', 'x-total-pages']) {
    expect(head.headers.get(name), name).toBe(got.headers.get(name));
  }
});

test.for([undefined, 'text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', 'text/json'])(
  'a body with the content type %s is refused',
  async (type) => {
    const answer = await sendRaw(`${world.url}/api/v1/users`, {
      method: 'POST',
      path: '/api/v1/users',
      headers: { 'x-api-key': partner.key, ...(type !== undefined && { 'content-type': type }) },
      body: '{"name":"Evan","email_address":"evan@example.com"}',
    });

    expect([answer.status, JSON.parse(answer.body).code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  },
);

test.for(['application/json', 'application/json; charset=utf-8', 'APPLICATION/JSON;charset="UTF-8"'])(
  'a body with the content type %s is accepted',
  async (type) => {
    const answer = await askHub(world, partner, 'POST', '/users', { body: '[]', headers: { 'content-type': type } });

    expect([answer.status, answer.body.detail]).toEqual([400, 'expected an object, found a list']);
  },
);

test.for([
  ['', 'expected a JSON object, found nothing'],
  ['{', 'expected a JSON object, found something that is not JSON'],
  ['{"name":"a"}}', 'expected a JSON object, found something that is not JSON'],
  ['null', 'expected an object, found null'],
  ['"text"', 'expected an object, found text of 4 characters'],
  ['7', 'expected an object, found a number'],
])('the body %s is refused', async ([body, detail]) => {
  const headers = { 'content-type': 'application/json' };
  const answer = await askHub(world, partner, 'POST', '/users', { body, headers });

  expect([answer.status, answer.body.code, answer.body.detail]).toEqual([400, 'INVALID_INPUT', detail]);
});

test('a body of more than 1 MiB is a problem', async () => {
  const body = JSON.stringify({ name: 'x'.repeat(1024 * 1024) });
  const answer = await askHub(world, partner, 'POST', '/users', { body });

  expect([answer.status, answer.body.code]).toEqual([413, 'BODY_TOO_LARGE']);
});

test('a token is accepted as Bearer and as x-api-key', async () => {
  const operator = await operatorOf(world, partner, { permissions: ['order:view'] });
  const asKey = await askHub(world, operator, 'GET', '/whoami');
  const response = await fetch(`${world.url}/api/v1/whoami`, { headers: { authorization: `Bearer ${operator.key}` } });

  expect(await response.json()).toEqual(asKey.body);
  expect(asKey.body.id).toBe(operator.operatorId);
});

test('an outage is a problem with a Retry-After', async () => {
  const gateway = await startGateway({ connectionString: 'postgresql://nobody@127.0.0.1:1/nothing' });

  const answer = await askHub(gateway, partner, 'GET', '/whoami');

  expect([answer.status, answer.body.code, answer.headers.get('retry-after')]).toEqual([503, 'UNAVAILABLE', '1']);
});
