import type { Door, PublicDoor } from '../http/door.ts';

/** The doors by path. A path with a trailing slash covers all paths below it. */
export interface DoorTable {
  /** Doors without authentication. */
  readonly open: Readonly<Record<string, PublicDoor>>;
  /** Doors that require a credential. */
  readonly guarded: Readonly<Record<string, Door>>;
}

export type TableEntry =
  | { readonly isOpen: true; readonly door: PublicDoor }
  | { readonly isOpen: false; readonly door: Door };

/** Returns the door at a path, or the door that covers the path, or undefined. */
export function doorAt({ open, guarded }: DoorTable, path: string): TableEntry | undefined {
  const openDoor = Object.hasOwn(open, path) ? open[path] : undefined;
  if (openDoor !== undefined) return { isOpen: true, door: openDoor };
  const exact = Object.hasOwn(guarded, path) ? guarded[path] : undefined;
  const [, door] = exact ? [path, exact] : (Object.entries(guarded).find(([prefix]) => isBelow(path, prefix)) ?? []);
  return door && { isOpen: false, door };
}

function isBelow(path: string, prefix: string): boolean {
  return prefix.endsWith('/') && path.startsWith(prefix);
}
