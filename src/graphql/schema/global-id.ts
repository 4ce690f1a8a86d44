import { BadUserInputError } from '../execution/bad-user-input.ts';
import { encodeGlobalId } from '../execution/encode-global-id.ts';

export { encodeGlobalId };

/** The ids of events are a `bigint`, all others an `integer`. Larger ids need no query. */
export const largestId = { Event: 2n ** 63n - 1n, other: 2n ** 31n - 1n };

const nodeTypes: ReadonlySet<string> = new Set([
  'ApiClient',
  'ApiKey',
  'Customer',
  'Event',
  'Hold',
  'Operator',
  'Order',
  'OrderLine',
  'Organisation',
  'Product',
  'Role',
  'Subscription',
  'Term',
  'User',
]);

/** @throws {BadUserInputError} if `encodeGlobalId` cannot have produced the text */
export function decodeGlobalId(globalId: string): { typename: string; id: string } {
  const [typename = '', id = ''] = Buffer.from(globalId, 'base64').toString('utf8').split(':');
  const largest = typename === 'Event' ? largestId.Event : largestId.other;
  const isId = nodeTypes.has(typename) && /^\d{1,19}$/.test(id) && BigInt(id) <= largest;
  // Only the canonical encoding is accepted. Otherwise one object would have several ids.
  if (!isId || encodeGlobalId(typename, BigInt(id)) !== globalId) {
    throw new BadUserInputError('This is not an id of this API. Expected an `id` from an earlier response.');
  }
  return { typename, id };
}

/** Returns our id from a decoded global id. */
export function numericId(id: { readonly id: string | number }): number {
  return Number(id.id);
}
