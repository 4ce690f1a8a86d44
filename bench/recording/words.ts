/** A text that differs from request to request, and how pgbench computes it from `:number`. */
export interface Word {
  /** The text in the request of this number from a partner, which is counted from 0. */
  of(number: number, partner: number): string;
  /** The `\set` commands before the expression. */
  readonly sets: readonly string[];
  readonly expression: string;
  /** Whether the word is always a whole value, never a part of one. */
  readonly isWhole?: boolean;
}

/** The prefix of new remote ids in recorded requests. */
export const recordedPrefix = 'B';

/** The new remote id of a request. */
export const remoteIdWord: Word = {
  of: (number) => `${recordedPrefix}${number}`,
  sets: [],
  expression: `('${recordedPrefix}' || :number::text)`,
};

/** The number of the request, such as in a name. */
export const numberWord: Word = { of: String, sets: [], expression: ':number::text' };

/**
 * The remote id and the database id of an active customer. Each tenth customer is inactive. The seed gives each partner
 * `customers` customers with consecutive database ids, the first partner from 1 on.
 */
export function activeCustomerWords(customers: number, partners: number): [Word, Word] {
  const customerOf = (number: number) => {
    const at = (number * 7919) % customers;
    return 1 + at - (at % 10) + (at % 9);
  };
  const sets = [`\\set at :number * 7919 % ${customers}`, '\\set customer 1 + :at - :at % 10 + :at % 9'];
  const remoteId: Word = { of: (number) => `C-${customerOf(number)}`, sets, expression: `('C-' || :customer::text)` };
  const of: Word['of'] = (number, partner) => String(partner * customers + customerOf(number));
  if (partners === 1) return [remoteId, { of, sets, expression: ':customer', isWhole: true }];
  const idSets = [...sets, `\\set customer_id :customer + :partner * ${customers}`];
  return [remoteId, { of, sets: idSets, expression: ':customer_id', isWhole: true }];
}

/** The remote id of a first order, another one in each request. */
export const firstOrderWord: Word = {
  of: (number) => `O-${1 + Math.floor(number / 3)}-${1 + (number % 3)}`,
  sets: ['\\set buyer 1 + :number / 3', '\\set position 1 + :number % 3'],
  expression: `('O-' || :buyer::text || '-' || :position::text)`,
};
