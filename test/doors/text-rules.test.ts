import { expect, test } from 'vitest';
import { schema } from '../../src/graphql/schema/schema.ts';
import { textsIn, withText } from '../support/graphql-texts.ts';
import { askHub, askLicensing } from '../support/rest.ts';
import { customerCall, done, firstOrderCall, sell } from '../support/sales.ts';
import { createWorld } from '../support/world.ts';

// Text that nobody can see, at every door and in every place where text is stored.

const world = await createWorld();
const partner = await world.partner();
await sell(partner);
const { body: user } = await askHub(world, partner, 'POST', '/users', {
  body: { name: 'Evan', email_address: 'evan@example.com' },
});
const { role } = await partner.mutate(
  'createRole',
  { name: 'Night shift', permissions: ['order:view'] },
  '... on CreateRoleSuccess { role { id } }',
);
const operator = Buffer.from(`Operator:${user.id}`).toString('base64');

const noneVisible = 'expected at least one visible character, found only blanks, control or format characters';
const invisible = 'expected an e-mail address without blanks and invisible characters, found';
const twoDots =
  'expected an e-mail address with no dot at either end of the part before the @ and no two dots in a row';

/** What each kind of text does not take, and what is said about it. */
const unwanted = {
  ID: [
    [' ', noneVisible],
    ['\t\u2060', noneVisible],
  ],
  NAME: [
    ['\n', noneVisible],
    ['\u200b\u3164', noneVisible],
    ['two\nlines', 'expected one line of text without control characters, found U+000A'],
    ['a\u202eb', 'expected no characters that change the direction of text, found U+202E'],
  ],
  PROSE: [['red \u001b[31m', 'expected no control characters but tabs and line breaks, found U+001B']],
  EMAIL: [
    ['seat.a@example.com\u200b', `${invisible} U+200B`],
    ['seat\u00ad.a@example.com', `${invisible} U+00AD`],
    ['a..b@example.com', twoDots],
  ],
} as const;
type Use = keyof typeof unwanted;

const useOf: Readonly<Record<string, Use | 'NOT_STORED'>> = {
  name: 'NAME',
  lastName: 'NAME',
  companyName: 'NAME',
  displayName: 'NAME',
  phone: 'NAME',
  financeType: 'NAME',
  description: 'PROSE',
  reason: 'PROSE',
  crmId: 'ID',
  refId: 'ID',
  remoteId: 'ID',
  // Also where an e-mail is only looked for: nobody has these.
  email: 'EMAIL',
  // What something goes by that is there already, what has words of its own, and what is hashed.
  customer: 'NOT_STORED',
  firstOrder: 'NOT_STORED',
  product: 'NOT_STORED',
  language: 'NOT_STORED',
  timeZone: 'NOT_STORED',
  locale: 'NOT_STORED',
  currency: 'NOT_STORED',
  password: 'NOT_STORED',
  permissions: 'NOT_STORED',
  scope: 'NOT_STORED',
};

const admin = { email: 'isa@example.com' };
const ofOrder = { firstOrder: 'ORDER-1' };

/** What each mutation takes, with which it gets as far as its texts. */
const inputs: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  createCustomer: { remoteId: 'XYZ', name: 'XYZ', admin },
  updateCustomer: { remoteId: 'ABC' },
  createFirstOrder: { customer: 'ABC', remoteId: 'ORDER-2', product: 'oo-lite', seats: 1, duration: 'MONTHLY' },
  createRenewalOrder: { ...ofOrder, remoteId: 'RENEWAL-1' },
  changeSeats: { ...ofOrder, remoteId: 'CHANGE-1', seats: 30 },
  suspendOrder: ofOrder,
  updateOrder: { remoteId: 'ORDER-1' },
  createUser: { email: 'b@example.com' },
  updateUserByEmail: { email: 'b@example.com' },
  resetPasswordByEmail: { email: 'b@example.com', password: 'a password' },
  removeUser: { email: 'b@example.com' },
  createOperator: { name: 'Eve', email: 'eve@example.com' },
  updateOperator: { operator },
  createRole: { name: 'Day shift', permissions: ['order:view'] },
  updateRole: { role: role.id },
  createOrganisation: { name: 'Reseller' },
  updateOrganisation: { organisation: partner.globalId },
  createKey: {},
  createApiClient: { operator, name: 'a client' },
  previewFirstOrder: { customer: 'ABC', product: 'oo-lite', seats: 1, duration: 'MONTHLY' },
  previewRenewalOrder: ofOrder,
  previewChangeSeats: { ...ofOrder, seats: 30 },
  previewSuspendOrder: ofOrder,
};

/** Verbs that name what is there already. */
const known = ['archiveCustomer', 'restoreCustomer', 'removeCustomer', 'archiveOrder', 'restoreOrder'];
const isKnownId = (field: string, member: string) =>
  member === 'remoteId' && [...known, 'updateCustomer', 'updateOrder'].includes(field);

const fields = { ...schema.getMutationType()?.getFields(), ...schema.getQueryType()?.getFields() };
const places = Object.values(fields).flatMap(({ name: field, args }) =>
  args.flatMap((arg) => (arg.name === 'input' ? textsIn(arg.type) : []).map((path) => ({ field, path }))),
);
const stored = places.flatMap(({ field, path }) => {
  const member = path.at(-1) ?? '';
  const use = useOf[member];
  if (use === 'NOT_STORED' || isKnownId(field, member)) return [];
  return [{ place: [field, ...path].join('.'), field, path, use }];
});

test('the test covers all text inputs of GraphQL', () => {
  expect(places.length).toBeGreaterThan(80);
  expect(stored.filter(({ use }) => use === undefined)).toEqual([]);
  expect([...new Set(stored.map(({ field }) => field))].sort()).toEqual(Object.keys(inputs).sort());
});

test.each(stored)('GraphQL refuses $place for invalid text', async ({ field, path, use }) => {
  for (const [text, message] of use === undefined ? [] : unwanted[use]) {
    const selection = '... on InvalidInputError { issues { path message } }';
    const input = withText(inputs[field] ?? {}, path, text);
    const answer = await world.withoutWriting(() => partner.mutate(field, input, selection));

    expect(answer).toMatchObject({ __typename: 'InvalidInputError', issues: [{ path, message }] });
  }
});

const anAdmin = { ...admin, phone: '111' };

test.for([
  ['createCustomer', { id: ' ', name: '\n', admin }, `id: ${noneVisible}; name: ${noneVisible}`],
  [
    'createCustomer',
    { id: 'X', name: 'X', admin: { email: 'a@x-.example' } },
    /^admin.email: expected an e-mail address with a domain/,
  ],
  ['createCustomer', { id: 'X', name: 'X', admin: { ...admin, phone: '1\t2' } }, /^admin.phone: .* found U\+0009$/],
  ['updateCustomer', { id: 'ABC', name: '\u00a0' }, `name: ${noneVisible}`],
  ['updateCustomer', { id: 'ABC', admin: { ...anAdmin, displayName: '\u2800' } }, `admin.displayName: ${noneVisible}`],
  ['createFirstOrder', firstOrderCall({ id: '\u200b' }).params, `id: ${noneVisible}`],
  ['createRenewalOrder', { parent: 'ORDER-1', id: '\u00ad' }, `id: ${noneVisible}`],
  ['changeSeats', { parent: 'ORDER-1', id: '\r\n', licenses: 30 }, `id: ${noneVisible}`],
  ['updateOrder', { id: 'ORDER-1', crmId: ' ' }, `crmId: ${noneVisible}`],
  ['updateOrder', { id: 'ORDER-1', description: 'a\u0007' }, /^description: expected no control .* found U\+0007$/],
  ['suspendOrder', { id: 'ORDER-1', reason: 'a\u0085b' }, /^reason: expected no control .* found U\+0085$/],
  ['createUser', { email: 'seat.a@example.com\u2060' }, `email: ${invisible} U+2060`],
  ['createUser', { email: 'b@example.com', displayName: '\u202e' }, `displayName: ${noneVisible}`],
  ['getUserByEmail', { email: 'seat.a@example.com\u202e' }, `email: ${invisible} U+202E`],
  ['updateUserByEmail', { email: 'a..b@example.com', isActive: false }, `email: ${twoDots}`],
  ['resetPasswordByEmail', { email: '.a@example.com', password: 'a password' }, `email: ${twoDots}`],
  [
    'removeUser',
    { email: 'a@example\uff0ecom' },
    'email: expected "." for every dot of an e-mail address, found U+FF0E',
  ],
] as const)('the envelope refuses %s with %j', async ([method, params, sentence]) => {
  const answer = await world.withoutWriting(() => partner.envelope(method, params));

  const body = typeof sentence === 'string' ? sentence : expect.stringMatching(sentence);
  expect(answer).toEqual({ status: 400, code: 'INVALID_INPUT', body });
});

test.for([
  [{ name: ' \u200b' }, 'name', noneVisible],
  [{ name: 'Eve\u0000' }, 'name', 'expected well-formed text without NUL characters'],
  [{ name: 'Eve\u0007' }, 'name', 'expected one line of text without control characters, found U+0007'],
  [{ email_address: 'eve@example.com\u200b' }, 'email_address', `${invisible} U+200B`],
  [{ email_address: 'eve@-example.com' }, 'email_address', expect.stringMatching(/with a domain such as example\.com/)],
] as const)('the Hub dialect refuses a user with %j', async ([members, path, message]) => {
  const body = { name: 'Eve', email_address: 'eve@example.com', ...members };

  const answers = await world.withoutWriting(async () => [
    await askHub(world, partner, 'POST', '/users', { body }),
    await askHub(world, partner, 'PUT', `/users/${user.id}`, { body }),
  ]);

  const refusal = [400, 'INVALID_INPUT', [{ path, message }]];
  expect(answers.map((answer) => [answer.status, answer.body.code, answer.body.errors])).toEqual([refusal, refusal]);
});

test.for([
  [{ customerName: ' ' }, 'customerName', noneVisible],
  [
    { customerLastName: 'a\nb' },
    'customerLastName',
    'expected one line of text without control characters, found U+000A',
  ],
  [{ customerCompanyName: '\u2029' }, 'customerCompanyName', noneVisible],
  [{ customerPhone: '\u200f' }, 'customerPhone', noneVisible],
  [{ customerDescription: '\u0000' }, 'customerDescription', 'expected well-formed text without NUL characters'],
  [{ customerEmail: 'peter.@example.com' }, 'customerEmail', twoDots],
  [{ crmId: '\u00a0' }, 'crmId', noneVisible],
  [{ refId: '\u180e' }, 'refId', noneVisible],
] as const)('the licensing dialect refuses a customer with %j', async ([members, path, message]) => {
  const body = { customerName: 'Peter', customerEmail: 'peter@example.com', ...members };
  const [{ id } = { id: 0 }] = await world.rows<{ id: number }>(
    `SELECT "id" FROM "Customer" WHERE "organisationId" = $1 AND "remoteId" = 'ABC'`,
    [partner.organisationId],
  );

  const answers = await world.withoutWriting(async () => [
    await askLicensing(world, partner, 'POST', '/customers', { body }),
    await askLicensing(world, partner, 'PUT', `/customers/${id}`, { body }),
  ]);

  const refusal = [400, 'INVALID_INPUT', [{ path, message }]];
  expect(answers.map((answer) => [answer.status, answer.body.code, answer.body.errors])).toEqual([refusal, refusal]);
});

test('marks, joiners and emoji in names, and lines in descriptions, are stored as sent', async () => {
  const name = 'علی‌رضا \u200fLtd. 👩🏽‍🚒';
  const description = 'First line\r\n\tsecond line\nthird line';
  const companyName = 'नेपाल\u200dी';
  const input = { remoteId: 'SCRIPTS', name, companyName, description, admin: { ...admin, displayName: name } };

  const selection = '... on CreateCustomerSuccess { customer { name companyName description admin { displayName } } }';
  const { customer } = await partner.mutate('createCustomer', input, selection);

  expect(customer).toEqual({ name, companyName, description, admin: { displayName: name } });
});

test('empty text still removes a value in the licensing dialect', async () => {
  const { body } = await askLicensing(world, partner, 'POST', '/customers', {
    body: { customerName: 'Peter', customerLastName: 'Petrov', customerEmail: 'peter@example.com', crmId: 'C-17' },
  });
  const path = `/customers/${body.customer._id}`;

  const { body: changed } = await askLicensing(world, partner, 'PUT', path, { body: { customerName: '', crmId: '' } });

  expect(changed.customer).toEqual({ ...body.customer, name: '', crmid: '' });
});

test('all faults of a new customer are reported at once', async () => {
  const call = customerCall({ id: '\u200b', name: '\t', admin: { email: 'a@b..c' } });

  const answer = await world.withoutWriting(() => partner.envelope(call.method, call.params));

  expect(answer.body).toMatch(/^id: .*; name: .*; admin\.email: expected an e-mail address with a domain/);
  expect(await done(partner, customerCall({ id: 'a\u200b', name: 'a' }))).toMatchObject({ remoteId: 'a\u200b' });
});
