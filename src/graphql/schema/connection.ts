import { escapedForLike } from '../../db/reading/like.ts';
import { BadUserInputError } from '../execution/bad-user-input.ts';
import { defaultPage, largestPage } from '../execution/limits.ts';
import { largestId } from './global-id.ts';

interface PageArguments {
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly before?: string | null | undefined;
}

/** What every connection has in common: our id as the cursor, twenty nodes unless asked for, at most a hundred. */
export const connection = {
  cursor: 'id',
  defaultSize: defaultPage,
  maxSize: checkedBy(/^GPC:N:(\d{1,19})$/, largestId.other),
} as const;

/** The same for events, whose ids are larger. */
export const eventConnection = { ...connection, maxSize: checkedBy(/^GPC:I:(\d{1,19})$/, largestId.Event) } as const;

/** The largest page, once the arguments are known to be some that this list can follow. */
function checkedBy(cursorPattern: RegExp, largest: bigint) {
  const isCursor = (cursor: string) => {
    const [, id] = cursorPattern.exec(Buffer.from(cursor, 'base64').toString('utf8')) ?? [];
    return id !== undefined && BigInt(id) <= largest;
  };

  const checkCursor = (name: string, cursor: string | null | undefined) => {
    if (typeof cursor === 'string' && !isCursor(cursor)) {
      throw new BadUserInputError(`${name}: expected a cursor from an earlier answer of the same list.`);
    }
  };

  return ({ first, last, after, before }: PageArguments): number => {
    checkSize('first', first);
    checkSize('last', last);
    checkCursor('after', after);
    checkCursor('before', before);
    return largestPage;
  };
}

function checkSize(name: string, size: number | null | undefined): void {
  if (typeof size === 'number' && (size < 1 || size > largestPage)) {
    throw new BadUserInputError(`${name}: expected a whole number from 1 to ${largestPage}, found ${size}.`);
  }
}

/** All of the conditions that a filter states; what is left out of a filter holds for everything. */
export function allOf<Condition>(...conditions: (Condition | null | undefined)[]): { AND: Condition[] } {
  return { AND: conditions.filter((condition) => condition !== null && condition !== undefined) };
}

/** At least one of the conditions, and so nothing when there are none: Prisma would take that for everything. */
export function anyOf<Condition>(conditions: readonly Condition[]) {
  return conditions.length === 0 ? { id: { in: [] } } : { OR: [...conditions] };
}

/** A condition on something that a filter may leave out. */
export function given<Value, Condition>(value: Value | null | undefined, condition: (value: Value) => Condition) {
  return value === null || value === undefined ? null : condition(value);
}

/** An instant as the database client takes it. */
export function dateOf(instant: Temporal.Instant): Date {
  return new Date(instant.epochMilliseconds);
}

/** A condition that holds when the text occurs, in any case. */
export function containing(text: string) {
  return { contains: escapedForLike(text), mode: 'insensitive' as const };
}
