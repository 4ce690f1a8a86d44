import { BadUserInputError } from './bad-user-input.ts';

/** Ids of ours fit an `integer`; those of events a `bigint`. What can't be one is not worth a query. */
const largest = { Event: 2n ** 63n - 1n, other: 2n ** 31n - 1n };

/** A Relay id: the type and our id, in base64, for callers to keep and not to read. */
export function encodeGlobalId(typename: string, id: string | number | bigint): string {
  return Buffer.from(`${typename}:${id}`).toString('base64');
}

/** @throws {BadUserInputError} when the text is not an id that `encodeGlobalId` could have made */
export function decodeGlobalId(globalId: string): { typename: string; id: string } {
  const [, typename, id] = /^([A-Za-z]+):(\d{1,19})$/.exec(Buffer.from(globalId, 'base64').toString('utf8')) ?? [];
  if (
    typename === undefined ||
    id === undefined ||
    BigInt(id) > (typename === 'Event' ? largest.Event : largest.other)
  ) {
    throw new BadUserInputError('This is no id of this API. Expected an `id` from an earlier answer.');
  }
  return { typename, id };
}

/** Our integer id within a decoded input id. */
export function numericId(id: { readonly id: string | number }): number {
  return Number(id.id);
}
