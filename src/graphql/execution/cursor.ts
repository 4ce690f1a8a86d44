import { hash } from 'node:crypto';

// A cursor consists of the version, the tag of its scope, and the position as JSON. The position is encoded but not
// encrypted: it holds only column values of a row that the caller has just read. It is not signed either: another
// position in the same scope shows no more than a filter would.

const version = '1';

/** The number of characters in a tag. 48 bits distinguish scopes; a tag is not a secret. */
const tagLength = 8;

/** The prefix of cursors from earlier versions of this service: `GPC:` in base64. */
const earlierPrefix = 'R1BDO';

/** Returns the prefix shared by all cursors of a scope. A scope is, for example, a list in one order. */
export function cursorPrefix(scope: string): string {
  const tag = hash('sha256', `${version} ${scope}`, 'base64url').slice(0, tagLength);
  return `${version}${tag}`;
}

export function cursorOf(prefix: string, position: string): string {
  return `${prefix}${Buffer.from(position).toString('base64url')}`;
}

/** Returns the position in a cursor, or undefined if the cursor belongs to another scope or was altered. */
export function positionTextIn(prefix: string, cursor: string): string | undefined {
  if (!cursor.startsWith(prefix)) return undefined;
  const position = Buffer.from(cursor.slice(prefix.length), 'base64url').toString();
  return cursorOf(prefix, position) === cursor ? position : undefined;
}

export function isEarlierCursor(cursor: string): boolean {
  return cursor.startsWith(earlierPrefix);
}
