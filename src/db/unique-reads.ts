import type { Condition, ReadArguments } from './keyset.ts';

// Prisma merges the `findUnique`s that all requests ask for at once, and reads them for one of them: the others would
// find nothing. So none gets there: each is read as the first row of its kind, of which there is at most one.

const firstOf = { findUnique: 'findFirst', findUniqueOrThrow: 'findFirstOrThrow' } as const;

type UniqueRead = keyof typeof firstOf;

/** A model's rows, as far as unique reads go. */
export interface UniqueRows {
  findFirst(args: ReadArguments): PromiseLike<Condition | null>;
  findFirstOrThrow(args: ReadArguments): PromiseLike<Condition>;
}

export function isUniqueRead(operation: string): operation is UniqueRead {
  return operation in firstOf;
}

/** The row of a unique key; null, or Prisma's own error, where there is none. */
export function readUnique(
  rows: UniqueRows,
  operation: UniqueRead,
  args: ReadArguments,
): PromiseLike<Condition | null> {
  return rows[firstOf[operation]](withColumns(args));
}

/** The same read with the columns of a key of several, which only a `findUnique` knows by one name. */
function withColumns({ where = {}, ...read }: ReadArguments): ReadArguments {
  const entries = Object.entries(where).flatMap(([name, value]) => {
    const isKey = typeof value === 'object' && value !== null && name.includes('_');
    return isKey ? Object.entries(value) : [[name, value] as const];
  });
  return { ...read, where: Object.fromEntries(entries) };
}
