import type { Statement } from './statements.ts';
import type { Word } from './words.ts';

/** How pgbench computes a parameter. */
export type Parameter =
  | { readonly kind: 'NULL' }
  | { readonly kind: 'CONSTANT'; readonly value: string }
  /** One value for each partner. */
  | { readonly kind: 'PARTNER'; readonly values: readonly string[] }
  | { readonly kind: 'WORD'; readonly before: string; readonly word: Word; readonly after: string }
  | { readonly kind: 'HASH'; readonly word: Word }
  /** A column of the row that an earlier statement returned. */
  | { readonly kind: 'CELL'; readonly statement: number; readonly column: string };

/** The statements of one request. */
export interface Recorded {
  /** The number from which the words of the request are made. */
  readonly number: number;
  /** The partner that sent the request, counted from 0. */
  readonly partner: number;
  readonly statements: readonly Statement[];
}

/**
 * Finds out how each parameter is computed, from two requests of one partner with the same statements. Values that are
 * equal in both are constants. Request ids and JSON are constants too, because their content does not change the work.
 * Times come only from rows that another parameter needs, because waiting for a row would change the work.
 */
export function parametersOf(earlier: Recorded, later: Recorded, words: readonly [Word, ...Word[]]): Parameter[][] {
  const withoutTimes = parametersBy((index, values) => asCell(earlier, later, index, values), earlier, later, words);
  const needed = withoutTimes.flat().flatMap((one) => (one.kind === 'CELL' ? [one.statement] : []));
  const isNeeded = (statement: number) => needed.includes(statement);
  return parametersBy((index, values) => asCell(earlier, later, index, values, isNeeded), earlier, later, words);
}

type FindCell = (index: number, values: readonly [earlier: string, later: string]) => Parameter | undefined;

function parametersBy(
  findCell: FindCell,
  earlier: Recorded,
  later: Recorded,
  words: readonly [Word, ...Word[]],
): Parameter[][] {
  return later.statements.map((statement, index) =>
    statement.values.map((value, position) => {
      const before = earlier.statements[index]?.values[position] ?? null;
      if (value === null || before === null) return value === null ? { kind: 'NULL' } : { kind: 'CONSTANT', value };
      if (value === before) return { kind: 'CONSTANT', value };
      const found =
        asWord([earlier, before], [later, value], words) ??
        findCell(index, [before, value]) ??
        asAnythingElse(value, words[0]);
      if (found !== undefined) return found;
      throw new Error(`Parameter ${position + 1} is ${before}, then ${value}, of unknown origin.\n${statement.text}`);
    }),
  );
}

export function isAlike(one: Recorded, other: Recorded): boolean {
  const [texts, others] = [one, other].map(({ statements }) => statements.map(({ text }) => text).join(';\n'));
  return texts === others;
}

type RecordedValue = readonly [recorded: Recorded, value: string];

/** A word, or a text that contains it, such as a name that ends in a number or the JSON of an event. */
function asWord(earlier: RecordedValue, later: RecordedValue, words: readonly Word[]): Parameter | undefined {
  if (isTime(later[1])) return undefined;
  for (const word of words) {
    const before = aroundWord(earlier, word);
    const after = aroundWord(later, word);
    if (before === undefined || after === undefined) continue;
    if (before.join('\0') !== after.join('\0')) continue;
    return { kind: 'WORD', before: after[0], word, after: after[1] };
  }
  return undefined;
}

function aroundWord([{ number, partner }, value]: RecordedValue, word: Word): [string, string] | undefined {
  const text = word.of(number, partner);
  if (word.isWhole && value !== text) return undefined;
  const [before, after, ...more] = value.split(text);
  return before === undefined || after === undefined || more.length > 0 ? undefined : [before, after];
}

function asCell(
  earlier: Recorded,
  later: Recorded,
  index: number,
  [before, value]: readonly [string, string],
  hasTime: (statement: number) => boolean = () => false,
): Parameter | undefined {
  for (let statement = index - 1; statement >= 0; statement--) {
    if (isTime(value) && !hasTime(statement)) continue;
    const row = later.statements[statement]?.row ?? {};
    const column = Object.keys(row).find(
      (name) => row[name] === value && earlier.statements[statement]?.row?.[name] === before,
    );
    if (column !== undefined) return { kind: 'CELL', statement, column };
  }
  return undefined;
}

function asAnythingElse(value: string, ownId: Word): Parameter | undefined {
  // A hash may have to be unique, such as a key of a table or the name of a lock.
  if (/^(\\x[0-9a-f]{64}|-?\d{10,})$/.test(value)) return { kind: 'HASH', word: ownId };
  const isUnimportant = isTime(value) || /^\\x|^[{[]/.test(value) || isUuid(value);
  return isUnimportant ? { kind: 'CONSTANT', value } : undefined;
}

function isTime(value: string): boolean {
  return /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(value);
}

function isUuid(value: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
}
