import { escapedForLike } from '../../db/reading/like.ts';

/** All of the conditions that a filter states; what is left out of a filter holds for everything. */
export function allOf<Condition>(...conditions: (Condition | null | undefined)[]): { AND: Condition[] } {
  return { AND: conditions.filter((condition) => condition !== null && condition !== undefined) };
}

/** At least one of the conditions, and so nothing when there are none: Prisma would take that for everything. */
export function anyOf<Condition>(conditions: readonly Condition[]) {
  return conditions.length === 0 ? { id: { in: [] } } : { OR: [...conditions] };
}

/** A condition on something that a filter may leave out. */
export function ifGiven<Value, Condition>(value: Value | null | undefined, condition: (value: Value) => Condition) {
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
