import { UnavailableError } from '../db/errors.ts';

/** Others take up all there is room for: the request was not begun. */
export class OverloadedError extends UnavailableError {}

/** Shares out what can be done at once among all who want something done. */
export interface Turns {
  /**
   * Does this as soon as there is room, whoever is for next. Those who have much to be done wait for their own.
   *
   * @throws {OverloadedError} when it is not begun in time
   */
  take<Value>(key: string, work: () => Promise<Value>): Promise<Value>;
}

/** What one key has under way, and who waits for their own turn with it. */
interface Line {
  held: number;
  readonly waiting: (() => void)[];
}

/** How many lines are kept at the least, before those that nobody stands in are looked for. */
const fewLines = 1_000;

/**
 * Room for so many at once. Whoever waits stands in the line of their own key, and the lines take turns, so that a
 * thousand requests of one credential delay a request of another by one of them and not by a thousand. Nor does one key
 * ever hold all of the room: what it has under way may be waiting for something that takes long.
 *
 * @param patience how long anybody waits to begin, in milliseconds
 */
export function createTurns(room: number, patience = 5_000): Turns {
  const mostOfOneKey = Math.max(1, room - Math.max(1, Math.floor(room / 5)));
  let free = room;
  const lineOf = rememberedLines();
  /** The lines in which somebody waits; the first one is the next to be served. */
  const queue: Line[] = [];

  const mayBegin = ({ held }: Line) => free > 0 && held < mostOfOneKey;

  function hold(line: Line, more: 1 | -1): void {
    free -= more;
    line.held += more;
  }

  function wait(line: Line): Promise<void> {
    return new Promise((resolve, reject) => {
      const begin = () => {
        clearTimeout(tooLate);
        resolve();
      };
      const tooLate = setTimeout(() => {
        line.waiting.splice(line.waiting.indexOf(begin), 1);
        if (line.waiting.length === 0) queue.splice(queue.indexOf(line), 1);
        reject(new OverloadedError());
      }, patience);
      if (line.waiting.length === 0) queue.push(line);
      line.waiting.push(begin);
    });
  }

  /** Hands the room that came free to the first line whose turn it can be, which then is the last one. */
  function serveNext(): void {
    const place = queue.findIndex(mayBegin);
    const [line] = place < 0 ? [] : queue.splice(place, 1);
    const begin = line?.waiting.shift();
    if (line === undefined || begin === undefined) return;
    if (line.waiting.length > 0) queue.push(line);
    hold(line, 1);
    begin();
  }

  return {
    async take(key, work) {
      const line = lineOf(key);
      if (mayBegin(line)) hold(line, 1);
      else await wait(line);
      try {
        return await work();
      } finally {
        hold(line, -1);
        serveNext();
      }
    },
  };
}

/**
 * The line of a key. One that nobody stands in any more stays for a while: a map from which something is taken with every
 * request is made anew again and again, and V8 makes it where only a full collection finds what is of no use any more.
 */
function rememberedLines(): (key: string) => Line {
  const lines = new Map<string, Line>();
  let lookAgainAt = fewLines;

  function forget(): void {
    for (const [key, { held, waiting }] of lines) if (held === 0 && waiting.length === 0) lines.delete(key);
    lookAgainAt = Math.max(fewLines, 2 * lines.size);
  }

  return (key) => {
    const known = lines.get(key);
    if (known !== undefined) return known;
    if (lines.size >= lookAgainAt) forget();
    const line = { held: 0, waiting: [] };
    lines.set(key, line);
    return line;
  };
}
