import { expect, test } from 'vitest';
import { askLicensing } from '../support/rest.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();
const partner = await world.partner();
const email = 'isa@example.com';
const { customer } = (
  await askLicensing(world, partner, 'POST', '/customers', { body: { customerName: 'Peter', customerEmail: email } })
).body;

const lists = ['/customers', `/customers/${customer._id}/orders`];
const paging = [
  ['limit=0', 'limit', 'expected a whole number from 1 to 100, found 0'],
  ['limit=101', 'limit', 'expected a whole number from 1 to 100, found 101'],
  ['limit=-1', 'limit', 'expected a whole number from 1 to 100, found -1'],
  ['limit=1.5', 'limit', 'expected a whole number from 1 to 100, found 1.5'],
  ['limit=all', 'limit', 'expected a whole number from 1 to 100, found text of 3 characters'],
  ['limit=', 'limit', 'expected a whole number from 1 to 100, found empty text'],
  ['limit=1&limit=2', 'limit', 'expected a whole number from 1 to 100, found 2 values'],
  ['offset=-1', 'offset', 'expected a whole number from 0 to 2147483647, found -1'],
  ['offset=2147483648', 'offset', 'expected a whole number from 0 to 2147483647, found 2147483648'],
  ['direction=up', 'direction', 'expected one of asc, desc, found text of 2 characters'],
  ['direction=ASC', 'direction', 'expected one of asc, desc, found text of 3 characters'],
  ['direction=', 'direction', 'expected one of asc, desc, found empty text'],
] as const;

test.for([
  ...lists.flatMap((path) => paging.map(([query, ...said]) => [`${path}?${query}`, ...said] as const)),
  ['/customers?sortby=id', 'sortby', 'expected one of default, name, company, found text of 2 characters'],
  ['/customers?sortby=', 'sortby', 'expected one of default, name, company, found empty text'],
  ['/customers?sortby=name&sortby=name', 'sortby', 'expected one of default, name, company, found 2 values'],
  ['/customers?archived=1', 'archived', 'expected true or false, found 1'],
  ['/customers?archived=yes', 'archived', 'expected true or false, found text of 3 characters'],
  [`${lists[1]}?sortby=name`, 'sortby', 'expected one of number, submitdate, found text of 4 characters'],
  [`${lists[1]}?status=3`, 'status', 'expected some of 0, 1, 2, with commas between, found 3'],
  [`${lists[1]}?status=0,3`, 'status', 'expected some of 0, 1, 2, with commas between, found text of 3 characters'],
  [`${lists[1]}?status=`, 'status', 'expected some of 0, 1, 2, with commas between, found empty text'],
  [`${lists[1]}?status=0,`, 'status', 'expected some of 0, 1, 2, with commas between, found text of 2 characters'],
  [`${lists[1]}?status=Draft`, 'status', 'expected some of 0, 1, 2, with commas between, found text of 5 characters'],
  ['/customers/abc', 'id', 'expected an id: a whole number from 1 to 2147483647, found text of 3 characters'],
  ['/customers/0', 'id', 'expected an id: a whole number from 1 to 2147483647, found 0'],
  ['/customers/2147483648', 'id', 'expected an id: a whole number from 1 to 2147483647, found 2147483648'],
] as const)('%s is refused with the accepted values', async ([path, parameter, message]) => {
  const { status, body } = await askLicensing(world, partner, 'GET', path);

  expect([status, body.code, body.errors]).toEqual([400, 'INVALID_INPUT', [{ path: parameter, message }]]);
  expect(body.detail).toBe(`${parameter}: ${message}`);
});

const texts = { customerName: 255, customerLastName: 100, customerCompanyName: 255, customerPhone: 50 };
const others = { customerDescription: 2000, crmId: 255, refId: 255 };
const wrongTexts = Object.entries({ ...texts, ...others }).flatMap(([member, length]) => [
  [member, 7, `expected text of at most ${length} characters, found a number`],
  [member, ['x'], `expected text of at most ${length} characters, found a list`],
  [
    member,
    'x'.repeat(length + 1),
    `expected text of at most ${length} characters, found text of ${length + 1} characters`,
  ],
  [member, 'A\0B', 'expected well-formed text without NUL characters'],
  [member, 'half a pair \ud83d', 'expected well-formed text without NUL characters'],
]);

test.for([
  ...wrongTexts,
  ['customerEmail', 'isa', 'expected an e-mail address such as name@example.com, found text of 3 characters'],
  ['customerEmail', '', 'expected an e-mail address such as name@example.com, found empty text'],
  ['customerStatus', 2, 'expected 0 or 1, found 2'],
  ['customerStatus', '1', 'expected 0 or 1, found text of 1 character'],
  ['customerStatus', true, 'expected 0 or 1, found a boolean'],
  ['archived', 1, 'expected true or false, found a number'],
  ['archived', 'false', 'expected true or false, found text of 5 characters'],
] as const)('%s refuses %o and writes nothing', async ([member, value, message]) => {
  await world.withoutWriting(async () => {
    for (const [method, path, given] of [
      ['POST', '/customers', { customerName: 'Peter', customerEmail: email }],
      ['PUT', `/customers/${customer._id}`, {}],
    ] as const) {
      const body = JSON.stringify({ ...given, [member as string]: value });
      const answer = await askLicensing(world, partner, method, path, { body });

      expect([answer.status, answer.body.errors]).toEqual([400, [{ path: member, message }]]);
    }
  });
});

test('a new customer requires an e-mail address and a name', async () => {
  const refused = async (body: object) =>
    (await world.withoutWriting(() => askLicensing(world, partner, 'POST', '/customers', { body }))).body.errors;

  expect(await refused({ customerName: 'Peter' })).toEqual([
    { path: 'customerEmail', message: 'expected an e-mail address, found nothing' },
  ]);
  const nameless = 'expected a name, a last name or the name of a company, found none of them';
  for (const names of [{}, { customerName: '' }, { customerName: '', customerLastName: '', customerCompanyName: '' }]) {
    expect(await refused({ customerEmail: email, ...names })).toEqual([{ path: 'customerName', message: nameless }]);
  }
  for (const names of [{ customerName: 'A' }, { customerLastName: 'A' }, { customerCompanyName: 'A' }]) {
    const { status } = await askLicensing(world, partner, 'POST', '/customers', {
      body: { customerEmail: email, ...names },
    });
    expect(status).toBe(200);
  }
});

test('the last name of a customer cannot be removed', async () => {
  const { body } = await askLicensing(world, partner, 'POST', '/customers', {
    body: { customerCompanyName: 'Widgets Ltd', customerEmail: email },
  });
  const path = `/customers/${body.customer._id}`;

  const refused = await world.withoutWriting(() =>
    askLicensing(world, partner, 'PUT', path, { body: { customerCompanyName: '' } }),
  );
  expect([refused.status, refused.body.errors[0].path]).toEqual([400, 'customerName']);
  const body2 = { customerCompanyName: '', customerLastName: 'Petrov' };
  expect((await askLicensing(world, partner, 'PUT', path, { body: body2 })).status).toBe(200);
});

test('all invalid members are reported at once', async () => {
  const body = { customerName: 7, customerEmail: 'isa', customerStatus: 3, archived: 'no' };
  const { errors } = (await askLicensing(world, partner, 'POST', '/customers', { body })).body;

  expect(errors.map(({ path }: { path: string }) => path)).toEqual([
    'customerName',
    'customerEmail',
    'customerStatus',
    'archived',
  ]);
});

test('spaces around member names are ignored, and the exact spelling has precedence', async () => {
  const path = `/customers/${customer._id}`;
  for (const [body, name] of [
    ['{" customerName": "Spaced"}', 'Spaced'],
    ['{"customerName ": "Behind"}', 'Behind'],
    ['{" customerName": "Wrong", "customerName": "Right"}', 'Right'],
    ['{"customerName": "Right", " customerName": "Wrong"}', 'Right'],
    ['{"customername": "Other case", "nothing known": true, "__proto__": {"customerName": "No"}}', 'Right'],
  ] as const) {
    const answer = await askLicensing(world, partner, 'PUT', path, { body });
    expect(answer.body.customer.name).toBe(name);
  }
});

test.for([
  ['', 'expected a JSON object, found nothing'],
  ['{', 'expected a JSON object, found something that is not JSON'],
  ['[]', 'expected an object, found a list'],
  ['null', 'expected an object, found null'],
  ['"text"', 'expected an object, found text of 4 characters'],
] as const)('the body %s is refused', async ([body, detail]) => {
  const headers = { 'content-type': 'application/json' };
  const answer = await askLicensing(world, partner, 'POST', '/customers', { body, headers });

  expect([answer.status, answer.body.code, answer.body.detail]).toEqual([400, 'INVALID_INPUT', detail]);
});

test.for([
  ['PATCH', '/customers/1', 'GET, HEAD, PUT, DELETE'],
  ['DELETE', '/customers', 'GET, HEAD, POST'],
  ['POST', '/customers/1/orders', 'GET, HEAD'],
] as const)('%s is refused at %s, with the supported methods', async ([method, path, allowed]) => {
  const answer = await askLicensing(world, partner, method, path);

  expect([answer.status, answer.body.code, answer.headers.get('allow')]).toEqual([405, 'METHOD_NOT_ALLOWED', allowed]);
});

test.for(['/', '/customers/', '/customers/1/', '/orders', '/customers/1/orders/', '/Customers', '//customers'])(
  'the path %s does not exist, and the response names the description',
  async (path) => {
    const { status, body } = await askLicensing(world, partner, 'GET', path);

    expect([status, body.code, body.detail]).toEqual([
      404,
      'NOT_FOUND',
      'This path does not exist. /v1.0/openapi.json lists all paths.',
    ]);
  },
);
