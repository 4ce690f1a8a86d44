/** Pseudo-random choices that are reproducible by their seed. */
export interface Random {
  /** Returns a whole number from 0 up to but not including `end`. */
  below(end: number): number;
  /** Returns true with this probability in percent. */
  percent(chance: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
}

/** Returns the choices of a seed (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(next() * end);
  return {
    below,
    percent: (chance) => next() * 100 < chance,
    pick<Item>(items: readonly Item[]) {
      if (items.length === 0) throw new Error('There is nothing to pick from');
      return items[below(items.length)] as Item;
    },
  };
}
