/**
 * The use of a stored text, which determines its rules: a partner's id (stored byte for byte), a name or another single
 * line, or prose with any number of lines.
 */
export type TextUse = 'ID' | 'NAME' | 'PROSE';

// Characters without a glyph are ignorable by default in Unicode. The Braille blank is the only blank symbol.
const invisible = /[\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;
const visible = /[^\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;
const controlOrLineBreak = /[\p{Cc}\u2028\u2029]/u;
const controlInProse = /(?![\t\n\r])\p{Cc}/u;
// Embeddings, overrides and isolates also reorder the text around a name. Marks and joiners do not, and scripts need
// them.
const directionChange = /[\u202a-\u202e\u2066-\u2069]/u;

/** The ideographic, the full-width and the half-width full stop, which resemble a dot. */
export const dotLookAlike = /[\u3002\uff0e\uff61]/u;

/** Returns what is wrong with a text to be stored, as a clause without a subject, or undefined if it is valid. */
export function faultInText(use: TextUse, text: string): string | undefined {
  if (use === 'PROSE') return faultOf(text, controlInProse, 'no control characters but tabs and line breaks');
  if (text !== '' && !visible.test(text)) {
    return 'expected at least one visible character, found only blanks, control or format characters';
  }
  if (use === 'ID') return undefined;
  return (
    faultOf(text, controlOrLineBreak, 'one line of text without control characters') ??
    faultOf(text, directionChange, 'no characters that change the direction of text')
  );
}

/** Returns the first blank, control or format character of a text, such as `U+200B`, or undefined if there is none. */
export function invisibleIn(text: string): string | undefined {
  return found(text, invisible);
}

function faultOf(text: string, characters: RegExp, expected: string): string | undefined {
  const character = found(text, characters);
  return character && `expected ${expected}, found ${character}`;
}

/** Returns the first of these characters in a text by its code point, which reveals nothing personal. */
export function found(text: string, characters: RegExp): string | undefined {
  const codePoint = characters.exec(text)?.[0].codePointAt(0);
  return codePoint === undefined ? undefined : `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
}
