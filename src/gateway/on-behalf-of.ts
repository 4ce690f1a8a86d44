import type { IncomingMessage } from 'node:http';
import { largestInteger } from '../shared/input.ts';

/** The header `x-on-behalf-of` is not a single id. */
export class BadEmulationError extends Error {
  override readonly name = 'BadEmulationError';
}

/**
 * Returns the id of the operator in the header `x-on-behalf-of`, or undefined if the header is absent.
 *
 * @throws {BadEmulationError} if the header is not an id, or occurs more than once
 */
export function onBehalfOfIn({ headersDistinct }: IncomingMessage): number | undefined {
  const named = headersDistinct['x-on-behalf-of'];
  if (named === undefined) return undefined;
  const [id = ''] = named;
  if (named.length > 1 || !/^[1-9]\d{0,9}$/.test(id) || Number(id) > largestInteger) throw new BadEmulationError();
  return Number(id);
}
