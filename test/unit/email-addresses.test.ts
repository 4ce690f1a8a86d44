import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asciiDomain, emailKey, emailKeys } from '../../src/shared/email-key.ts';
import { faultInEmail } from '../../src/shared/email-rules.ts';
import { email, InvalidInputError, knownEmail, parseInput } from '../../src/shared/input.ts';

/** What is said about an address; undefined where it is kept as it is written. */
function complaint(address: string, schema: typeof email = email): string | undefined {
  try {
    expect(parseInput(schema, address)).toBe(address);
    return undefined;
  } catch (error) {
    if (error instanceof InvalidInputError) return error.issues.map(({ message }) => message).join();
    throw error;
  }
}

const invisible = (character: string) =>
  `expected an e-mail address without blanks and invisible characters, found ${character}`;
const lookAlike = (character: string) => `expected "." for every dot of an e-mail address, found ${character}`;
const localPart =
  'expected an e-mail address with no dot at either end of the part before the @ and no two dots in a row';
const domain =
  'expected an e-mail address with a domain such as example.com: labels of 1 to 63 letters, digits and hyphens, with a hyphen at neither end, and the last one no number';
const length = 'expected an e-mail address of at most 254 bytes, with its domain in ASCII';
const label = (count: number) => 'y'.repeat(count);

test.each([
  ['seat.a@example.com\u200b', invisible('U+200B')],
  ['seat.a\u2060@example.com', invisible('U+2060')],
  ['seat\u00ad.a@example.com', invisible('U+00AD')],
  ['seat.a@exam\u202eple.com', invisible('U+202E')],
  ['seat.a\u0007@example.com', invisible('U+0007')],
  ['seat.a\u0085@example.com', invisible('U+0085')],
  ['seat.a\ufe0f@example.com', invisible('U+FE0F')],
  ['seat.a\u3164@example.com', invisible('U+3164')],
  ['seat.a\u2800@example.com', invisible('U+2800')],
  ['a@example\uff0ecom', lookAlike('U+FF0E')],
  ['a@example\u3002com', lookAlike('U+3002')],
  ['a\uff61b@example.com', lookAlike('U+FF61')],
  ['a..b@example.com', localPart],
  ['.a@example.com', localPart],
  ['a.@example.com', localPart],
  ['a@example.com.', domain],
  ['a@.example.com', domain],
  ['a@example..com', domain],
  ['x@-example.com', domain],
  ['x@example-.com', domain],
  ['x@exam_ple.com', domain],
  ['x@example.com/path', domain],
  ['x@ex%61mple.com', domain],
  ['x@example.com:25', domain],
  ['x@[127.0.0.1]', domain],
  ['x@127.0.0.1', domain],
  ['x@0x7f.1', domain],
  ['x@１２７.0.0.1', domain],
  ['x@℀.com', domain],
  [`x@${label(64)}.com`, domain],
  [`x@${'ü'.repeat(63)}.com`, domain],
  [`x@${'é.'.repeat(60)}com`, length],
  [`${'é'.repeat(64)}@${label(61)}.${label(60)}.com`, length],
])('%s is refused', (address, message) => {
  expect(complaint(address)).toBe(message);
  expect(complaint(address, knownEmail)).toBeUndefined();
});

test.each([
  'a@localhost',
  'a.b+c_d-e=f!#$%&*/?^`{|}~@example.com',
  'ISA@EXAMPLE.COM',
  'josé@example.com',
  'δοκιμή@παράδειγμα.δοκιμή',
  'a@bücher.example',
  'a@xn--bcher-kva.example',
  'a@ab--cd.example',
  'a@4.example',
  'a@example.x1',
  `x@${label(63)}.com`,
  `x@${'ü'.repeat(57)}.com`,
])('%s is accepted', (address) => {
  expect(complaint(address)).toBeUndefined();
});

test.each([
  ['a@bücher.example', 'a@xn--bcher-kva.example'],
  ['A@BÜCHER.Example', 'a@xn--bcher-kva.example'],
  ['a@bu\u0308cher.example', 'a@xn--bcher-kva.example'],
  ['a@XN--BCHER-KVA.example', 'a@xn--bcher-kva.example'],
  ['a@ｅxample.com', 'a@example.com'],
  ['a@faß.example', 'a@xn--fa-hia.example'],
  ['a@FASS.example', 'a@fass.example'],
  ['ΟΔΟΣ@οδος.example', 'οδοσ@xn--pxavbm.example'],
  ['ß@example.com', 'ß@example.com'],
  ['ﬁ@example.com', 'ﬁ@example.com'],
])('%s is compared as %s', (address, key) => {
  expect(emailKey(address)).toBe(key);
});

test.each([
  ['a trailing dot', 'A@Example.com.', 'a@example.com.'],
  ['a full-width dot', 'A@Bücher．example', 'a@bücher．example'],
  ['a soft hyphen', 'A@bü\u00adcher.example', 'a@bü\u00adcher.example'],
  ['a path', 'A@Bücher/x', 'a@bücher/x'],
  ['an IP address', 'A@0x7f.1', 'a@0x7f.1'],
  ['no @', 'Bücher.example', 'bücher.example'],
])('an address from before the rules with %s is compared as before', (_, address, key) => {
  expect(emailKeys(address)).toEqual([key]);
});

test('an internationalised address is first looked up by its former key', () => {
  expect(emailKeys('A@Bücher.example')).toEqual(['a@bücher.example', 'a@xn--bcher-kva.example']);
  expect(emailKeys('A@xn--bcher-kva.example')).toEqual(['a@xn--bcher-kva.example']);
  expect(emailKeys('JOSÉ@example.com')).toEqual(['josé@example.com']);
});

const letters = [...'abcxyz0189äöüéñçøğабвλμαβ日本語مصر'];
const labels = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 8 });
const domains = fc.array(labels, { minLength: 1, maxLength: 3 }).map((parts) => `${parts.join('.')}.example`);
const localParts = fc
  .array(fc.string({ unit: fc.constantFrom(...letters, '+', '-', '_'), minLength: 1, maxLength: 6 }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((parts) => parts.join('.'));

/** What a browser makes of a domain; undefined where it is none. */
function browsed(domain: string): string | undefined {
  return URL.parse(`http://${domain}/`)?.hostname;
}

test('an accepted address is compared by its domain as browsers see it, in every spelling', () => {
  let accepted = 0;
  fc.assert(
    fc.property(localParts, domains, fc.boolean(), (local, name, isDecomposed) => {
      const host = browsed(name);
      const address = `${local}@${name}`;
      expect(faultInEmail(address) === undefined).toBe(host !== undefined);
      if (host === undefined) return;
      accepted++;
      const written = isDecomposed ? address.normalize('NFD') : address;
      expect(emailKey(written)).toBe(`${local.normalize('NFC')}@${host}`);
      expect(emailKey(`${local}@${host.toUpperCase()}`)).toBe(emailKey(address));
      expect(faultInEmail(`${local}@${host}`)).toBeUndefined();
      expect(emailKeys(address).at(-1)).toBe(emailKey(address));
      expect(asciiDomain(host)).toBe(host);
    }),
    { numRuns: 2000 },
  );
  expect(accepted).toBeGreaterThan(500);
});

const hidden = fc
  .integer({ min: 0, max: 0x10ffff })
  .map((codePoint) => String.fromCodePoint(codePoint))
  .filter((character) => /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(character));
const commonlyHidden = fc.constantFrom('\u200b', '\u200d', '\u2060', '\u00ad', '\u202e', '\ufeff', '\u0000', '\u034f');

test('invisible characters cannot create a second address of one mailbox', () => {
  fc.assert(
    fc.property(localParts, domains, fc.oneof(commonlyHidden, hidden), fc.nat(), (local, name, character, at) => {
      const characters = Array.from(`${local}@${name}`);
      const place = at % (characters.length + 1);
      const address = [...characters.slice(0, place), character, ...characters.slice(place)].join('');
      expect(complaint(address)).toBeDefined();
    }),
    { numRuns: 1000 },
  );
});
