import { z } from 'zod';
import { largestInteger } from '../../shared/input.ts';
import { type Described, describedAs, once, oneOf, wholeNumber } from '../parameters.ts';

/** The paging parameters of a list. */
export const paging = {
  direction: oneOf(['asc', 'desc'], 'asc', { description: 'The sort direction.', example: 'desc' }),
  offset: wholeNumber(0, largestInteger, 0, { description: 'The number of results to skip.', example: 100 }),
  limit: wholeNumber(1, 100, 100, { description: 'The maximum number of results.', example: 50 }),
};

/** Converts the paging parameters to our terms. */
export function toPage({ direction, offset, limit }: z.output<z.ZodObject<typeof paging>>) {
  return { direction: direction === 'asc' ? 'ASC' : 'DESC', offset, limit } as const;
}

/** An enumeration. Any other value is treated as absent. */
export function oneOfOrAny<const Word extends string>(accepted: readonly Word[], described: Described) {
  return z
    .array(z.string())
    .optional()
    .transform((values = []) => accepted.find((word) => values.length === 1 && word === values[0]))
    .meta(describedAs({ type: 'string' }, described));
}

/** A comma-separated list of digits, each with a meaning. A result matches any of them. */
export function anyOf<Meaning>(meanings: Readonly<Record<number, Meaning>>, described: Described) {
  const digits = Object.keys(meanings);
  const read = (value: string) => {
    const numbers = value.split(',').map((number) => (/^\d$/.test(number) ? meanings[Number(number)] : undefined));
    const meant = numbers.filter((meaning) => meaning !== undefined);
    return meant.length === numbers.length ? meant : undefined;
  };
  const one = `[${digits.join('')}]`;
  const schema = { type: 'string', pattern: `^${one}(,${one})*$` } as const;
  return once(`some of ${digits.join(', ')}, with commas between`, read).meta(describedAs(schema, described));
}
