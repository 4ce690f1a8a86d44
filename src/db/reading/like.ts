/** A text for a pattern of LIKE, in which nothing stands for anything else. */
export function escapedForLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
