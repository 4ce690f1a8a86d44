import { valueFromASTUntyped } from 'graphql';
import { hasCome, wholeSecond } from '../../shared/clock.ts';
import { BadUserInputError } from '../execution/bad-user-input.ts';
import { builder } from './builder.ts';
import { instantText } from './instant-text.ts';

const earliest = Temporal.Instant.from('0001-01-01T00:00:00Z');
const latest = Temporal.Instant.from('9999-12-31T23:59:59Z');

builder.scalarType('DateTime', {
  description:
    'A date and time in ISO 8601 with a UTC offset, such as `2026-11-21T10:00:00Z`. Responses are in UTC and in whole seconds; only `recordedAt` and `sealedAt` include milliseconds. In a sandbox, times follow the test clock, unless their description says real time.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  parseValue: toInstant,
  serialize: (value) => (value instanceof Date ? instantText(value) : value.toString()),
});

builder.scalarType('JSON', {
  description: 'Any JSON value.',
  parseValue: (value) => value,
  parseLiteral: (literal, variables) => valueFromASTUntyped(literal, variables),
  serialize: (value) => value,
});

/** @throws {BadUserInputError} if the value is not an instant of the years 1 to 9999 */
function toInstant(value: unknown): Temporal.Instant {
  const instant = typeof value === 'string' ? instantFrom(value) : undefined;
  if (instant === undefined || !hasCome(earliest, instant) || !hasCome(instant, latest)) {
    throw new BadUserInputError(
      'Expected an instant with its offset, such as 2026-11-21T10:00:00Z, of the years 1 to 9999.',
    );
  }
  return wholeSecond(instant);
}

function instantFrom(text: string): Temporal.Instant | undefined {
  try {
    return Temporal.Instant.from(text);
  } catch {
    return undefined;
  }
}
