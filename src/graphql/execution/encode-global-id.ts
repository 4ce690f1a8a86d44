/** Returns a Relay id: the type and our id, encoded in base64. Callers must treat it as opaque. */
export function encodeGlobalId(typename: string, id: string | number | bigint): string {
  return Buffer.from(`${typename}:${id}`).toString('base64');
}
