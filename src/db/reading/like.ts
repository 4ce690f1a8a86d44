/** Escapes a text for a LIKE pattern. */
export function escapedForLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
