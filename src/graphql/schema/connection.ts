import { escapedForLike } from '../../db/reading/like.ts';

/** Returns the conjunction of the given conditions. Absent ones are ignored. */
export function allOf<Condition>(...conditions: (Condition | null | undefined)[]): { AND: Condition[] } {
  return { AND: conditions.filter((condition) => condition !== null && condition !== undefined) };
}

/**
 * Returns the disjunction of the conditions. Without conditions it matches nothing, while Prisma would match
 * everything.
 */
export function anyOf<Condition>(conditions: readonly Condition[]) {
  return conditions.length === 0 ? { id: { in: [] } } : { OR: [...conditions] };
}

/** Returns the condition for a value, or null if the value is absent. */
export function ifGiven<Value, Condition>(value: Value | null | undefined, condition: (value: Value) => Condition) {
  return value === null || value === undefined ? null : condition(value);
}

/** Returns an instant as the type of the database client. */
export function dateOf(instant: Temporal.Instant): Date {
  return new Date(instant.epochMilliseconds);
}

/** Returns a condition that matches text containing `text`, ignoring case. */
export function containing(text: string) {
  return { contains: escapedForLike(text), mode: 'insensitive' as const };
}
