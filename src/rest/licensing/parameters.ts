import { z } from 'zod';
import { largestInteger } from '../../shared/input.ts';
import { type Described, describedAs, once, oneOf, wholeNumber } from '../parameters.ts';

/** Where in a list a page begins, how long it is, and which way it is sorted. */
export const paging = {
  direction: oneOf(['asc', 'desc'], 'asc', { description: 'Which way the list is sorted.', example: 'desc' }),
  offset: wholeNumber(0, largestInteger, 0, { description: 'How many are skipped.', example: 100 }),
  limit: wholeNumber(1, 100, 100, { description: 'How many are answered at the most.', example: 50 }),
};

/** One of these words; any other says the same as leaving it out. */
export function oneOfOrAny<const Word extends string>(accepted: readonly Word[], described: Described) {
  return z
    .array(z.string())
    .optional()
    .transform((values = []) => accepted.find((word) => values.length === 1 && word === values[0]))
    .meta(describedAs({ type: 'string' }, described));
}

/** Numbers with commas between them, each of which stands for something; any of those will do. */
export function anyOf<Meaning>(meanings: Readonly<Record<number, Meaning>>, described: Described) {
  const accepted = Object.keys(meanings).join(', ');
  const read = (value: string) => {
    const numbers = value.split(',').map((number) => (/^\d$/.test(number) ? meanings[Number(number)] : undefined));
    const meant = numbers.filter((meaning) => meaning !== undefined);
    return meant.length === numbers.length ? meant : undefined;
  };
  const schema = {
    type: 'string',
    pattern: `^[${Object.keys(meanings).join('')}](,[${Object.keys(meanings).join('')}])*$`,
  } as const;
  return once(`some of ${accepted}, with commas between`, read).meta(describedAs(schema, described));
}
