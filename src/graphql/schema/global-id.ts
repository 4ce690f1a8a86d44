import { BadUserInputError } from '../execution/bad-user-input.ts';
import { encodeGlobalId } from '../execution/encode-global-id.ts';

export { encodeGlobalId };

/** Ids of ours fit an `integer`; those of events a `bigint`. What can't be one is not worth a query. */
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

/** @throws {BadUserInputError} when the text is not an id that `encodeGlobalId` could have made */
export function decodeGlobalId(globalId: string): { typename: string; id: string } {
  const [typename = '', id = ''] = Buffer.from(globalId, 'base64').toString('utf8').split(':');
  const largest = typename === 'Event' ? largestId.Event : largestId.other;
  const isId = nodeTypes.has(typename) && /^\d{1,19}$/.test(id) && BigInt(id) <= largest;
  // Our own spelling only: two texts for one thing would look like two things to whoever compares them.
  if (!isId || encodeGlobalId(typename, BigInt(id)) !== globalId) {
    throw new BadUserInputError('This is no id of this API. Expected an `id` from an earlier answer.');
  }
  return { typename, id };
}

/** Our integer id within a decoded input id. */
export function numericId(id: { readonly id: string | number }): number {
  return Number(id.id);
}
