/** A Relay id: the type and our id, in base64, for callers to keep and not to read. */
export function encodeGlobalId(typename: string, id: string | number | bigint): string {
  return Buffer.from(`${typename}:${id}`).toString('base64');
}
