import type { IncomingMessage } from 'node:http';
import { largestInteger } from '../shared/input.ts';

/** The header that names the operator on whose behalf a request is made is not one whole number. */
export class BadEmulationError extends Error {
  override readonly name = 'BadEmulationError';
}

/**
 * The operator on whose behalf a request wants to be made, by our id, as the header `x-on-behalf-of` names it; undefined
 * without one.
 *
 * @throws {BadEmulationError} when it names none, or more than one
 */
export function onBehalfOfIn({ headersDistinct }: IncomingMessage): number | undefined {
  const named = headersDistinct['x-on-behalf-of'];
  if (named === undefined) return undefined;
  const [id = ''] = named;
  if (named.length > 1 || !/^[1-9]\d{0,9}$/.test(id) || Number(id) > largestInteger) throw new BadEmulationError();
  return Number(id);
}
