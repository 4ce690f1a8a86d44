/** A text that is another one in each request, and how pgbench comes to it from `:number`. */
export interface Word {
  /** What it is in the n-th request. */
  of(number: number): string;
  /** The `\set` commands that it needs. */
  readonly sets: readonly string[];
  readonly expression: string;
  /** Whether it is only found where it is all of a value. */
  readonly isWhole?: boolean;
}

/** What the ids begin with that recorded requests make up. */
export const recordedPrefix = 'B';

/** The id that a request makes up. */
export const remoteIdWord: Word = {
  of: (number) => `${recordedPrefix}${number}`,
  sets: [],
  expression: `('${recordedPrefix}' || :number::text)`,
};

/** The number itself, as in a name. */
export const numberWord: Word = { of: String, sets: [], expression: ':number::text' };

/** A customer that takes orders, as each tenth does not: all over the table. And our id of it, which the seed counts. */
export function activeCustomerWords(customers: number): [Word, Word] {
  const customerOf = (number: number) => {
    const at = (number * 7919) % customers;
    return 1 + at - (at % 10) + (at % 9);
  };
  const sets = [`\\set at :number * 7919 % ${customers}`, '\\set customer 1 + :at - :at % 10 + :at % 9'];
  return [
    { of: (number) => `C-${customerOf(number)}`, sets, expression: `('C-' || :customer::text)` },
    { of: (number) => String(customerOf(number)), sets, expression: ':customer', isWhole: true },
  ];
}

/** One first order after the other. */
export const firstOrderWord: Word = {
  of: (number) => `O-${1 + Math.floor(number / 3)}-${1 + (number % 3)}`,
  sets: ['\\set buyer 1 + :number / 3', '\\set position 1 + :number % 3'],
  expression: `('O-' || :buyer::text || '-' || :position::text)`,
};
