/** What a caller supplied, each member as a keyed hash: enough to tell a retry from a different request. */
export type Fingerprint = Readonly<Record<string, string>>;

/** The members in which two requests differ, in alphabetical order; empty for a retry. */
export function differingMembers(stored: Fingerprint, supplied: Fingerprint): string[] {
  const members = new Set([...Object.keys(stored), ...Object.keys(supplied)]);
  return [...members].filter((member) => stored[member] !== supplied[member]).sort();
}
