import { hash } from 'node:crypto';

// A cursor is the version, the tag of the scope in which it is valid, and the position as JSON. The position is encoded and
// not encrypted, because it holds nothing but values of columns that whoever gets the cursor may read, of a row that it was
// just shown. Nor is it signed: another position within the same scope shows no more than any filter does.

const version = '1';

/** The number of characters of a tag: 48 bits, which keep scopes apart and are no secret. */
const tagLength = 8;

/** How cursors of earlier versions of this service begin: `GPC:` in base64. */
const earlierPrefix = 'R1BDO';

/** The first part of all cursors of a scope, such as a list in an order. */
export function cursorPrefix(scope: string): string {
  const tag = hash('sha256', `${version} ${scope}`, 'base64url').slice(0, tagLength);
  return `${version}${tag}`;
}

export function cursorOf(prefix: string, position: string): string {
  return `${prefix}${Buffer.from(position).toString('base64url')}`;
}

/** The position in a cursor; undefined if the cursor belongs to another scope or is not as it was issued. */
export function positionTextIn(prefix: string, cursor: string): string | undefined {
  if (!cursor.startsWith(prefix)) return undefined;
  const position = Buffer.from(cursor.slice(prefix.length), 'base64url').toString();
  return cursorOf(prefix, position) === cursor ? position : undefined;
}

export function isEarlierCursor(cursor: string): boolean {
  return cursor.startsWith(earlierPrefix);
}
