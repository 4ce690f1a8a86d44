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
 * thousand requests of one credential delay a request of another by one of them and not by a thousand. Nor does one key
 * ever hold all of the room: what it has under way may be waiting for something that takes long.
 *
 * @param patience how long anybody waits to begin, in milliseconds
 */
export function createTurns(room: number, patience = 5_000): Turns {
  const mostOfOneKey = Math.max(1, room - Math.ceil(room / 5));
  let free = room;
  /** How much of the room each key holds. */
  const held = new Map<string, number>();
  /** Who waits, by key; the line that comes first is the next one to be served. */
  const lines = new Map<string, (() => void)[]>();

  const mayBegin = (key: string) => free > 0 && (held.get(key) ?? 0) < mostOfOneKey;

  function hold(key: string, more: 1 | -1): void {
    free -= more;
    const holds = (held.get(key) ?? 0) + more;
    if (holds === 0) held.delete(key);
    else held.set(key, holds);
  }

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

  /** Hands the room that came free to the first line whose turn it can be, which then is the last one. */
  function serveNext(): void {
    const [key, line] = [...lines].find(([waiting]) => mayBegin(waiting)) ?? [];
    if (key === undefined || line === undefined) return;
    const begin = line.shift();
    lines.delete(key);
    if (line.length > 0) lines.set(key, line);
    hold(key, 1);
    begin?.();
  }

  return {
    async take(key, work) {
      if (mayBegin(key)) hold(key, 1);
      else await wait(key);
      try {
        return await work();
      } finally {
        hold(key, -1);
        serveNext();
      }
    },
  };
}
