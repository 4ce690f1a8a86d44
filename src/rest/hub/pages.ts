import { z } from 'zod';
import { largestInteger } from '../../shared/input.ts';
import { wholeNumber } from '../parameters.ts';

/** Which page of a list, and how large. */
export const paging = {
  page: wholeNumber(1, largestInteger, 1, { description: 'The page of results, from 1.', example: 2 }),
  per_page: wholeNumber(1, 1000, 1000, { description: 'How many results a page has at the most.', example: 100 }),
};

/** The headers of a list that is answered in pages. */
export const pageHeaders = z.object({
  'X-Total-Count': z.int().describe('How many results there are on all pages together.'),
  'X-Total-Pages': z.int().describe('How many pages there are.'),
});

/** A page, and how much there is in all. */
export function paged<Row>(rows: Row[], total: number, { per_page }: { readonly per_page: number }) {
  return { body: rows, headers: { 'X-Total-Count': total, 'X-Total-Pages': Math.ceil(total / per_page) } };
}
