import { z } from 'zod';
import { largestInteger } from '../../shared/input.ts';
import { wholeNumber } from '../parameters.ts';

/** The page parameters of a list. */
export const paging = {
  page: wholeNumber(1, largestInteger, 1, { description: 'The number of the page, from 1.', example: 2 }),
  per_page: wholeNumber(1, 1000, 1000, { description: 'The maximum number of results on a page.', example: 100 }),
};

/** The headers of a paginated list. */
export const pageHeaders = z.object({
  'X-Total-Count': z.int().describe('The number of results on all pages.'),
  'X-Total-Pages': z.int().describe('The number of pages.'),
});

/** Returns a page with its headers. `total` is the number of results on all pages. */
export function paged<Row>(rows: Row[], total: number, { per_page }: { readonly per_page: number }) {
  return { body: rows, headers: { 'X-Total-Count': total, 'X-Total-Pages': Math.ceil(total / per_page) } };
}
