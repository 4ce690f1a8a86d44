import type { Door, PublicDoor } from '../http/door.ts';

/** Which door stands at which path. A path that ends in a slash stands for everything below it. */
export interface Places {
  /** Doors that are open to everybody. */
  readonly open: Readonly<Record<string, PublicDoor>>;
  /** Doors for those who have said who they are. */
  readonly guarded: Readonly<Record<string, Door>>;
}

export type Place =
  | { readonly isOpen: true; readonly door: PublicDoor }
  | { readonly isOpen: false; readonly door: Door };

/** The door at this very path or, where there is none, one that stands for everything below a part of it. */
export function placeAt({ open, guarded }: Places, path: string): Place | undefined {
  const openDoor = Object.hasOwn(open, path) ? open[path] : undefined;
  if (openDoor !== undefined) return { isOpen: true, door: openDoor };
  const exact = Object.hasOwn(guarded, path) ? guarded[path] : undefined;
  const [, door] = exact ? [path, exact] : (Object.entries(guarded).find(([place]) => isBelow(path, place)) ?? []);
  return door && { isOpen: false, door };
}

function isBelow(path: string, place: string): boolean {
  return place.endsWith('/') && path.startsWith(place);
}
