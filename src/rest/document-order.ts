/** Returns the members of a response in the order of the dialect's documentation, followed by undocumented members. */
export function inDocumentOrder<Members extends Readonly<Record<string, unknown>>>(
  documented: readonly string[],
  members: Members,
): Members {
  const named = documented.filter((name) => name in members).map((name) => [name, members[name]]);
  return { ...Object.fromEntries(named), ...members };
}
