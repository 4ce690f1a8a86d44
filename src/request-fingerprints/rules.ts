/** A keyed hash of each supplied member, which distinguishes a retry from a different request. */
export type Fingerprint = Readonly<Record<string, string>>;

/** Returns the names of the members in which two requests differ, sorted. Empty for a retry. */
export function differingMembers(stored: Fingerprint, supplied: Fingerprint): string[] {
  const members = new Set([...Object.keys(stored), ...Object.keys(supplied)]);
  return [...members].filter((member) => stored[member] !== supplied[member]).sort();
}
