import { expect, test } from 'vitest';
import { askHub } from '../support/rest.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();
const partner = await world.partner();
const { body: user } = await askHub(world, partner, 'POST', '/users', {
  body: { name: 'Evan', email_address: 'evan@example.com' },
});

const integer = 'from 1 to 2147483647';
const order = 'expected one of -name, +name, -email_address, +email_address, found';

test.for([
  ['page=0', 'page', `expected a whole number ${integer}, found 0`],
  ['page=-1', 'page', `expected a whole number ${integer}, found -1`],
  ['page=1.5', 'page', `expected a whole number ${integer}, found 1.5`],
  ['page=', 'page', `expected a whole number ${integer}, found empty text`],
  ['page=one', 'page', `expected a whole number ${integer}, found text of 3 characters`],
  ['page=1&page=2', 'page', `expected a whole number ${integer}, found 2 values`],
  ['page=1e3', 'page', `expected a whole number ${integer}, found text of 3 characters`],
  ['page=2147483648', 'page', `expected a whole number ${integer}, found 2147483648`],
  ['per_page=0', 'per_page', 'expected a whole number from 1 to 1000, found 0'],
  ['per_page=1001', 'per_page', 'expected a whole number from 1 to 1000, found 1001'],
  ['organisation=x', 'organisation', `expected an id: a whole number ${integer}, found text of 1 character`],
  ['organisation=5&organisation=0', 'organisation', `expected an id: a whole number ${integer}, found 0`],
  ['organisation=5,6', 'organisation', `expected an id: a whole number ${integer}, found text of 3 characters`],
  ['verified=1', 'verified', 'expected true or false, found 1'],
  ['verified=TRUE', 'verified', 'expected true or false, found text of 4 characters'],
  ['disabled=', 'disabled', 'expected true or false, found empty text'],
  ['password_reset=true&password_reset=false', 'password_reset', 'expected true or false, found 2 values'],
  ['sort_by=name', 'sort_by', `${order} text of 4 characters`],
  ['sort_by=-age', 'sort_by', `${order} text of 4 characters`],
  ['sort_by=-name,%2Bname', 'sort_by', `${order} text of 11 characters`],
  ['text=%00', 'text', 'expected well-formed text without NUL characters'],
  [`text=${'x'.repeat(256)}`, 'text', 'expected text of 1 to 255 characters, found text of 256 characters'],
  ['text=a&text=b', 'text', 'expected text once, found 2 values'],
])('%.40s is refused', async ([query, path, message]) => {
  const answer = await askHub(world, partner, 'GET', `/users?${query}`);

  expect([answer.status, answer.body.code, answer.body.errors]).toEqual([400, 'INVALID_INPUT', [{ path, message }]]);
});

test.for([
  ['x', 'text of 1 character'],
  ['0', '0'],
  ['-1', '-1'],
  ['1.0', '1.0'],
  ['2147483648', '2147483648'],
  ['%31', 'text of 3 characters'],
])('there is no user with the id %s', async ([id, found]) => {
  const answer = await askHub(world, partner, 'GET', `/users/${id}`);

  expect([answer.status, answer.body.errors]).toEqual([
    400,
    [{ path: 'id', message: `expected an id: a whole number ${integer}, found ${found}` }],
  ]);
});

const good = { name: 'Eve', email_address: 'eve@example.com' };
const languages = 'expected one of de, en, es, fr, it, nl, found';

test.for([
  [{ name: undefined }, 'name', 'expected text of 1 to 255 characters, found nothing'],
  [{ name: '' }, 'name', 'expected text of 1 to 255 characters, found empty text'],
  [{ name: 7 }, 'name', 'expected text of 1 to 255 characters, found a number'],
  [{ name: 'a\u0000' }, 'name', 'expected well-formed text without NUL characters'],
  [{ email_address: undefined }, 'email_address', 'expected an e-mail address, found nothing'],
  [{ email_address: 'nobody' }, 'email_address', /^expected an e-mail address such as name@example\.com, found text/],
  [{ organisation: '1' }, 'organisation', 'expected an id: a whole number, found text of 1 character'],
  [{ admin: 'yes' }, 'admin', 'expected true or false, found text of 3 characters'],
  [{ 'two-factor': 1 }, 'two-factor', 'expected true or false, found a number'],
  [{ active: [] }, 'active', 'expected true or false, found a list'],
  [{ verified: {} }, 'verified', 'expected true or false, found an object'],
  [{ password_reset: 'true' }, 'password_reset', 'expected true or false, found text of 4 characters'],
  [{ user_language: 'pt' }, 'user_language', `${languages} text of 2 characters`],
  [{ timezone: 'Mars/Olympus' }, 'timezone', 'expected the name of an IANA time zone, such as Asia/Bahrain'],
  [{ timeout: 60 }, 'timeout', 'expected one of 86400, 43200, 28800, 14400, 7200, 3600, 1800 seconds, found 60'],
  [{ roles: 1 }, 'roles', 'expected a list of role ids, found a number'],
  [{ roles: [1, 'x'] }, 'roles.1', 'expected an id: a whole number, found text of 1 character'],
  [{ roles: [[1, 2]] }, 'roles.0', 'expected an id: a whole number, found a list'],
  [{ roles: Array(100_000).fill('x') }, 'roles', 'expected at most 100 role ids, found more'],
  [{ notification: ['order_lost'] }, 'notification.0', /^expected one of buy_price_increased, .*found text of 10/],
] as const)('a user with %.60j is refused', async ([members, path, message]) => {
  const body = { ...good, ...members };
  // What a new user needs can be left out where it is there already.
  const isNeeded = Object.values<unknown>(members).includes(undefined);
  const places = [['POST', '/users'] as const, ...(isNeeded ? [] : [['PUT', `/users/${user.id}`] as const])];

  const answers = await world.withoutWriting(() =>
    Promise.all(places.map(([method, place]) => askHub(world, partner, method, place, { body }))),
  );

  const errors = [{ path, message: typeof message === 'string' ? message : expect.stringMatching(message) }];
  expect(answers.map((answer) => [answer.status, answer.body.code, answer.body.errors])).toEqual(
    places.map(() => [400, 'INVALID_INPUT', errors]),
  );
});

test('all invalid members are reported at once, without repeating their values', async () => {
  const body = { name: '', email_address: 'a secret', timezone: 'another secret', roles: ['x'] };
  const answer = await askHub(world, partner, 'PUT', `/users/x?name=7`, { body });

  expect(answer.body.errors.map(({ path }: { path: string }) => path)).toEqual([
    'id',
    'name',
    'email_address',
    'timezone',
    'roles.0',
  ]);
  expect(answer.text).not.toContain('secret');
});

test('unknown members are ignored', async () => {
  const body = { ...good, id: 7, api_clients: 'x', audit_logs: null, colour: 'red' };
  const { status, body: created } = await askHub(world, partner, 'POST', '/users?colour=red', { body });

  expect([status, created.id === 7, created.api_clients]).toEqual([201, false, []]);
});

test('refusals of use cases are problems with their own status', async () => {
  const again = { name: 'Evan', email_address: 'EVAN@example.com' };
  const send = (method: string, path: string, body: object) =>
    world.withoutWriting(() => askHub(world, partner, method, path, { body }));

  const answers = [
    await send('POST', '/users', again),
    await send('POST', '/users', { ...good, email_address: 'eva@example.com', roles: [2147483647] }),
    await send('POST', '/users', { ...good, email_address: 'eva@example.com', organisation: 2147483647 }),
    await send('PUT', '/users/2147483647', {}),
  ];

  expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
    [409, 'OPERATOR_EMAIL_TAKEN'],
    [404, 'ROLE_NOT_FOUND'],
    [404, 'ORGANISATION_NOT_FOUND'],
    [404, 'OPERATOR_NOT_FOUND'],
  ]);
});
