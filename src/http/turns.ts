import { UnavailableError } from '../db/errors.ts';

/** Shares out what can be done at once among all who want something done. */
export interface Turns {
  /**
   * Does this as soon as there is room, whoever is for next. Those who have much to be done wait for their own.
   *
   * @throws {UnavailableError} when it is not begun in time
   */
  take<Value>(key: string, work: () => Promise<Value>): Promise<Value>;
}

/**
 * Room for so many at once. Whoever waits stands in the line of their own key, and the lines take turns, so that a
 * thousand requests of one credential delay a request of another by one of them and not by a thousand.
 *
 * @param patience how long anybody waits to begin, in milliseconds
 */
export function createTurns(room: number, patience = 5_000): Turns {
  let free = room;
  /** Who waits, by key; the line that comes first is the next one to be served. */
  const lines = new Map<string, (() => void)[]>();

  function wait(key: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const line = lines.get(key) ?? [];
      const begin = () => {
        clearTimeout(tooLate);
        resolve();
      };
      const tooLate = setTimeout(() => {
        line.splice(line.indexOf(begin), 1);
        if (line.length === 0) lines.delete(key);
        reject(new UnavailableError());
      }, patience);
      line.push(begin);
      lines.set(key, line);
    });
  }

  /** Hands the room that came free to the line whose turn it is, which then is the last one. */
  function pass(): void {
    const [next] = lines;
    if (next === undefined) {
      free++;
      return;
    }
    const [key, line] = next;
    const begin = line.shift();
    lines.delete(key);
    if (line.length > 0) lines.set(key, line);
    begin?.();
  }

  return {
    async take(key, work) {
      if (free > 0) free--;
      else await wait(key);
      try {
        return await work();
      } finally {
        pass();
      }
    },
  };
}
