import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emailKey } from '../../src/shared/email-key.ts';
import { InvalidInputError, parseInput } from '../../src/shared/input.ts';
import { hashPassword, password } from '../../src/users/password.ts';
import { checkSeat } from '../../src/users/rules.ts';

/** What is said about a password that is wrong. */
function complaints(value: unknown): string[] {
  try {
    parseInput(password, value);
  } catch (error) {
    if (error instanceof InvalidInputError) return error.issues.map((issue) => issue.message);
    throw error;
  }
  throw new Error('The password was accepted');
}

test.each([
  ['isa@example.com', 'ISA@Example.COM'],
  ['josé@example.com', 'JOSÉ@example.com'],
  ['jose\u0301@example.com', 'jos\u00e9@example.com'],
  ['δοκιμή@παράδειγμα.δοκιμή', 'ΔΟΚΙΜΉ@ΠΑΡΆΔΕΙΓΜΑ.ΔΟΚΙΜΉ'],
  // The last letter of a word has a form of its own, and Unicode disagrees about where a word ends.
  ['οδος.α@example.com', 'ΟΔΟΣ.Α@example.com'],
])('%s and %s are the same address', (one, other) => {
  expect(emailKey(other)).toBe(emailKey(one));
});

test.each([
  ['isa@example.com', 'isa@example.org'],
  ['isa@example.com', 'i.sa@example.com'],
  ['isa@example.com', 'isa+tag@example.com'],
  ['jose@example.com', 'josé@example.com'],
])('%s and %s are different addresses', (one, other) => {
  expect(emailKey(other)).not.toBe(emailKey(one));
});

test('an address equals itself in any composition of its letters and any case of its ASCII letters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (value) => {
      const shouted = value.replaceAll(/[a-z]/g, (letter) => letter.toUpperCase());

      expect(emailKey(value.normalize('NFD'))).toBe(emailKey(value.normalize('NFC')));
      expect(emailKey(shouted)).toBe(emailKey(value));
    }),
  );
});

test.each([
  [20, 0],
  [20, 19],
  [1, 0],
  [null, 0],
  [null, 1_000_000],
])('with a limit of %j and %i active users there is a free seat', (limit, activeUsers) => {
  expect(checkSeat({ limit, activeUsers })).toEqual({ ok: true, value: undefined });
});

test.each([
  [20, 20],
  [20, 21],
  [0, 0],
])(
  'with a limit of %i and %i active users there is no free seat, and the refusal has both numbers',
  (limit, activeUsers) => {
    const check = checkSeat({ limit, activeUsers });
    if (check.ok) throw new Error('It was not refused');
    const { code, seatLimit, activeUsers: counted } = check.error;

    expect({ code, seatLimit, counted }).toEqual({
      code: 'SEAT_LIMIT_REACHED',
      seatLimit: limit,
      counted: activeUsers,
    });
  },
);

test.each([
  ['one character', 'x'],
  ['only blanks', '   '],
  ['a NUL, which is never stored', 'a\0b'],
  ['1,024 bytes', 'x'.repeat(1024)],
  ['512 characters of two bytes', 'é'.repeat(512)],
  ['256 characters of four bytes', '😀'.repeat(256)],
])('a password may be %s', (_, value) => {
  expect(parseInput(password, value)).toBe(value);
});

const tooLong = 'expected a password of at most 1024 bytes of well-formed text';

test.each([
  ['1,025 bytes', 'x'.repeat(1025), tooLong],
  ['513 characters of two bytes', 'é'.repeat(513), tooLong],
  ['257 characters of four bytes', '😀'.repeat(257), tooLong],
  ['half a character', '\ud83d', tooLong],
  ['empty', '', 'expected a password, found empty text'],
  ['absent', undefined, 'expected a password, found nothing'],
  ['a list', ['secret'], 'expected a password, found a list'],
])('a password is refused if it is %s', (_, value, complaint) => {
  expect(complaints(value)).toEqual([complaint]);
});

test('a password sent as a number is refused without being repeated', () => {
  const [complaint, ...others] = complaints(31415926);

  expect(complaint).toMatch(/^expected a password/);
  expect(complaint).not.toContain('31415926');
  expect(others).toEqual([]);
});

test('the hash of a password is an Argon2id hash that differs for the same password', async () => {
  const [one, other] = await Promise.all([hashPassword('secret'), hashPassword('secret')]);

  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(other).not.toBe(one);
});
