import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { CreateCustomerInput } from '../../src/customers/create-customer.ts';
import { UpdateCustomerInput } from '../../src/customers/update-customer.ts';
import { CancelOrderInput } from '../../src/orders/cancel-order.ts';
import { CreateFirstOrderInput } from '../../src/orders/create-first-order.ts';
import {
  email,
  type InputIssue,
  InvalidInputError,
  optional,
  ourId,
  parseInput,
  remoteId,
  seatCount,
  text,
} from '../../src/shared/input.ts';
import { CreateUserInput } from '../../src/users/create-user.ts';

function issuesOf(schema: z.ZodType, input: unknown): readonly InputIssue[] {
  try {
    parseInput(schema, input);
  } catch (error) {
    if (error instanceof InvalidInputError) return error.issues;
    throw error;
  }
  throw new Error('The input was accepted');
}

/** What is said about a value that is wrong. */
function complaints(schema: z.ZodType, input: unknown): string[] {
  return issuesOf(schema, input).map((issue) => issue.message);
}

test.each([
  ['a letter', 'a'],
  ['a blank', ' '],
  ['255 characters', 'é'.repeat(255)],
  ['a surrogate pair', '😀'],
])('text is stored unchanged: %s', (_, value) => {
  expect(parseInput(text(255), value)).toBe(value);
});

const notStorable = 'expected well-formed text without NUL characters';
const wantedText = 'expected text of 1 to 255 characters';

test.each([
  ['empty', '', `${wantedText}, found empty text`],
  ['too long', 'x'.repeat(256), `${wantedText}, found text of 256 characters`],
  ['with a NUL', 'a\0b', notStorable],
  ['with half a surrogate pair', '\ud83d', notStorable],
  ['with the halves of a pair the wrong way round', '\ude00\ud83d', notStorable],
  ['absent', undefined, `${wantedText}, found nothing`],
  ['null', null, `${wantedText}, found null`],
  ['a number', 17, `${wantedText}, found a number`],
  ['true', true, `${wantedText}, found a boolean`],
  ['an object', {}, `${wantedText}, found an object`],
])('text is refused if it is %s', (_, value, complaint) => {
  expect(complaints(text(255), value)).toEqual([complaint]);
});

test.each([
  ['text', 'REMOTEORDER1', 'REMOTEORDER1'],
  ['text of 255 characters', 'x'.repeat(255), 'x'.repeat(255)],
  ['text of digits, with its zeros', '007', '007'],
  ['a whole number', 7, '7'],
  ['nought', 0, '0'],
  ['a negative number', -5, '-5'],
  ['the largest number that is safe', 9_007_199_254_740_991, '9007199254740991'],
])("a partner's id may be %s, and is stored as text", (_, value, id) => {
  expect(parseInput(remoteId, value)).toBe(id);
});

const wantedId = 'expected an id: text of 1 to 255 characters, or a whole number';
const tooLarge = 'expected an id: a whole number beyond 9007199254740991 has to be sent as text, found a number';

test.each([
  ['empty', '', `${wantedId}, found empty text`],
  ['of 256 characters', 'x'.repeat(256), `${wantedId}, found text of 256 characters`],
  ['with a NUL', 'a\0b', notStorable],
  ['with half a surrogate pair', '\udc00', notStorable],
  ['absent', undefined, `${wantedId}, found nothing`],
  ['null', null, `${wantedId}, found null`],
  ['a fraction', 1.5, `${wantedId}, found 1.5`],
  // From here on a number may stand for its neighbour too: two ids would become one.
  ['a number that is not safe', 9_007_199_254_740_992, tooLarge],
  ['a negative number that is not safe', -9_007_199_254_740_992, tooLarge],
  ['not a number', Number.NaN, `${wantedId}, found NaN`],
  ['true', true, `${wantedId}, found a boolean`],
  ['a list', ['a'], `${wantedId}, found a list`],
  ['an object', { id: 'a' }, `${wantedId}, found an object`],
])("a partner's id is refused if it is %s", (_, value, complaint) => {
  expect(complaints(remoteId, value)).toEqual([complaint]);
});

test.each([1, 20, 2_147_483_647])('%i is a valid number of seats', (value) => {
  expect(parseInput(seatCount, value)).toBe(value);
});

test.each([
  [0, '0'],
  [-1, '-1'],
  [2_147_483_648, '2147483648'],
  [1.5, '1.5'],
  [Number.NaN, 'NaN'],
  ['20', 'text of 2 characters'],
  [null, 'null'],
  [undefined, 'nothing'],
])('%j is not a valid number of seats', (value, found) => {
  expect(complaints(seatCount, value)).toEqual([
    `expected a whole number of seats from 1 to 2147483647, found ${found}`,
  ]);
});

test.each([[[]], [9_007_199_254_740_992]])('an invalid member is reported once: %j', (value) => {
  const schema = z.object({ name: text(255), seats: seatCount });

  const issues = issuesOf(schema, { name: value, seats: value });

  expect(issues.map((issue) => issue.path)).toEqual([['name'], ['seats']]);
});

const longLabel = 'y'.repeat(61);
const longestEmail = `${'x'.repeat(64)}@${longLabel}.${longLabel}.${longLabel}.com`;

test.each([
  ['plain', 'isa@example.com'],
  ['in mixed case', 'Isa.Example+tag@Example.COM'],
  ['in another script', 'δοκιμή@παράδειγμα.δοκιμή'],
  ['of 254 characters', longestEmail],
])('an e-mail address may be %s, and is stored as written', (_, value) => {
  expect(parseInput(email, value)).toBe(value);
});

const wantedEmail = 'expected an e-mail address such as name@example.com';

test.each([
  ['a name', 'isa', `${wantedEmail}, found text of 3 characters`],
  ['with a blank', 'isa @example.com', `${wantedEmail}, found text of 16 characters`],
  ['at two places', 'isa@one@two', `${wantedEmail}, found text of 11 characters`],
  ['empty', '', `${wantedEmail}, found empty text`],
  [
    'of 255 characters',
    `x@${'y'.repeat(253)}`,
    'expected an e-mail address of at most 254 characters, found text of 255 characters',
  ],
  ['with a NUL', 'i\0sa@example.com', notStorable],
  ['with half a surrogate pair', '\ud83d@example.com', notStorable],
  ['absent', undefined, 'expected an e-mail address, found nothing'],
  ['a number', 5, 'expected an e-mail address, found a number'],
])('an e-mail address is refused if it is %s', (_, value, complaint) => {
  expect(complaints(email, value)).toEqual([complaint]);
});

test('our own ids are whole numbers, never text', () => {
  expect(parseInput(ourId, 7)).toBe(7);
  expect(complaints(ourId, '7')).toEqual(['expected an id: a whole number, found text of 1 character']);
  expect(complaints(ourId, 7.5)).toEqual(['expected an id: a whole number, found 7.5']);
});

test('null is the same as an absent member, and the rest is still checked', () => {
  const schema = z.object({ name: optional(text(5)) });

  expect(parseInput(schema, {}).name).toBeUndefined();
  expect(parseInput(schema, { name: undefined }).name).toBeUndefined();
  expect(parseInput(schema, { name: null }).name).toBeUndefined();
  expect(parseInput(schema, { name: 'Isa' }).name).toBe('Isa');
  expect(complaints(schema, { name: '' })).toEqual(['expected text of 1 to 5 characters, found empty text']);
});

test('every invalid member is named with its path, and unknown ones are ignored', () => {
  const input = { remoteId: null, name: 'ABC', admin: { email: 'no', phone: 1, more: 1 }, more: 1 };

  expect(issuesOf(CreateCustomerInput, input)).toEqual([
    { path: ['remoteId'], message: `${wantedId}, found null` },
    {
      path: ['admin', 'email'],
      message: 'expected an e-mail address such as name@example.com, found text of 2 characters',
    },
    { path: ['admin', 'phone'], message: 'expected text of 1 to 50 characters, found a number' },
  ]);
});

test.each([
  [undefined, 'nothing'],
  [null, 'null'],
  ['text', 'text of 4 characters'],
  [[], 'a list'],
])('an input that is not an object is reported as a whole: %j', (input, found) => {
  expect(issuesOf(CreateCustomerInput, input)).toEqual([{ path: [], message: `expected an object, found ${found}` }]);
});

const schemas = [CreateCustomerInput, UpdateCustomerInput, CreateFirstOrderInput, CancelOrderInput, CreateUserInput];
const members = [
  'remoteId',
  'name',
  'admin',
  'isActive',
  'customer',
  'product',
  'seats',
  'duration',
  'firstOrder',
  'at',
  'email',
  'phone',
  'displayName',
  'password',
  'organisation',
];

test('no message repeats text of the input, which may be personal or secret', () => {
  const secret = 'correct-horse-battery-staple';
  const anyLeaf = fc.oneof(
    fc.constantFrom(secret, `${secret}\0`, `${secret}\ud800`, secret.repeat(50), `${secret}@`, [secret], null, 1.5),
    fc.string().map((rest) => `${secret} ${rest}`),
  );
  const anyObject = fc.dictionary(fc.constantFrom(...members), anyLeaf, { noNullPrototype: true });
  const anyInput = fc.oneof(
    anyLeaf,
    fc.dictionary(fc.constantFrom(...members), fc.oneof(anyLeaf, anyObject), { noNullPrototype: true }),
  );
  let complained = 0;
  fc.assert(
    fc.property(fc.constantFrom(...schemas), anyInput, (schema, input) => {
      const parsed = z.safeParse(schema, input);
      if (parsed.success) return;
      expect(JSON.stringify(issuesOf(schema, input))).not.toContain(secret);
      complained++;
    }),
    { numRuns: 1000 },
  );

  expect(complained).toBeGreaterThan(500);
});
