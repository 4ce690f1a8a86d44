import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InvalidInputError, newId, parseInput, possiblyEmptyText, text } from '../../src/shared/input.ts';
import { faultInText } from '../../src/shared/text-rules.ts';

const noneVisible = 'expected at least one visible character, found only blanks, control or format characters';

test.each([
  ['a blank', ' '],
  ['a no-break space', '\u00a0'],
  ['an ideographic space', '\u3000'],
  ['a tab and a line feed', '\t\n'],
  ['an escape', '\u001b'],
  ['a control of ISO 8859', '\u0085'],
  ['a zero-width space', '\u200b'],
  ['a byte order mark', '\ufeff'],
  ['a soft hyphen', '\u00ad'],
  ['a joiner and a mark of direction', '\u200d\u200f'],
  ['a Hangul filler', '\u3164'],
  ['a variation selector', '\ufe0f'],
  ['a tag', '\u{e0061}'],
  ['the Braille blank', '\u2800'],
  ['a line separator', '\u2028'],
])('ids and names are refused if they contain only %s', (_, value) => {
  expect([faultInText('ID', value), faultInText('NAME', value)]).toEqual([noneVisible, noneVisible]);
  expect(faultInText('ID', `${value}7`)).toBeUndefined();
});

test.each([
  ['a line feed', 'two\nlines', 'one line of text without control characters, found U+000A'],
  ['a tab', 'two\tcolumns', 'one line of text without control characters, found U+0009'],
  ['a delete', 'gone\u007f', 'one line of text without control characters, found U+007F'],
  ['a paragraph separator', 'two\u2029paragraphs', 'one line of text without control characters, found U+2029'],
  ['an override', 'invoice\u202egnp.exe', 'no characters that change the direction of text, found U+202E'],
  ['an embedding', 'a\u202ab\u202c', 'no characters that change the direction of text, found U+202A'],
  ['an isolate', 'a\u2066b\u2069', 'no characters that change the direction of text, found U+2066'],
])('a name with %s is refused, and an id with it is accepted', (_, value, wanted) => {
  expect(faultInText('NAME', value)).toBe(`expected ${wanted}`);
  expect(faultInText('ID', value)).toBeUndefined();
});

test.each([
  ['blanks around it', ' Isa '],
  ['a joiner that its script needs', 'علی‌رضا'],
  ['marks of direction', '\u200eIsa\u200f'],
  ['an emoji of several characters', '👩🏽‍🚒'],
  ['a letter of two characters', 'A\u0308'],
  ['a sign alone', '?'],
  ['nothing, which is not for these rules to say', ''],
])('a name may have %s', (_, value) => {
  expect(faultInText('NAME', value)).toBeUndefined();
});

test.each([
  ['lines and tabs', 'one\r\n\ttwo\nthree', undefined],
  ['nothing visible', ' ', undefined],
  ['an override', 'a\u202eb', undefined],
  ['an escape', 'a\u001b[31m', 'expected no control characters but tabs and line breaks, found U+001B'],
  ['a vertical tab', 'a\u000bb', 'expected no control characters but tabs and line breaks, found U+000B'],
  ['a control of ISO 8859', 'a\u009bb', 'expected no control characters but tabs and line breaks, found U+009B'],
])('prose with %s', (_, value, complaint) => {
  expect(faultInText('PROSE', value)).toBe(complaint);
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(' ', '\t', '\n', '\u200b', '\u00ad', '\u202e', 'a', 'é'), maxLength: 4 }),
);

/** What the schema says of a value: that it is kept as it is, or what is wrong. */
function outcome(schema: ReturnType<typeof text>, value: string): 'KEPT' | string {
  try {
    return parseInput(schema, value) === value ? 'KEPT' : 'CHANGED';
  } catch (error) {
    if (error instanceof InvalidInputError) return error.issues.map(({ message }) => message).join();
    throw error;
  }
}

test('text is stored unchanged or refused, and a valid name is also a valid id and prose', () => {
  const accepted = { ID: 0, NAME: 0, refused: 0 };
  fc.assert(
    fc.property(anyText, (value) => {
      const [name, id, prose] = [text(255, 'NAME'), newId, text(255, 'PROSE')].map((schema) => outcome(schema, value));
      expect([name, id, prose]).not.toContain('CHANGED');
      if (name === 'KEPT') expect([id, prose]).toEqual(['KEPT', 'KEPT']);
      if (value !== '') expect(outcome(possiblyEmptyText(255, 'NAME'), value)).toBe(name);
      if (name === 'KEPT') accepted.NAME++;
      if (id === 'KEPT') accepted.ID++;
      else accepted.refused++;
    }),
    { numRuns: 2000 },
  );
  expect(Math.min(...Object.values(accepted))).toBeGreaterThan(100);
});

test('one additional visible character makes any storable text a valid id', () => {
  fc.assert(
    fc.property(anyText, fc.nat(), (value, at) => {
      const storable = Array.from(value.toWellFormed().replaceAll('\0', ''));
      const place = at % (storable.length + 1);
      expect(outcome(newId, [...storable.slice(0, place), 'x', ...storable.slice(place)].join(''))).toBe('KEPT');
    }),
  );
});

test('text that cannot be stored is reported once', () => {
  expect(outcome(text(255, 'NAME'), '\0\n')).toBe('expected well-formed text without NUL characters');
});
