import { UnavailableError } from '../db/errors.ts';
import type { InTurn, Turn } from '../shared/turn.ts';

/** Shares out what can be done at once among all who want something done. */
export interface Turns {
  /**
   * Does this as soon as there is room, whoever is for next. Those who have much to be done wait for their own.
   *
   * @throws {UnavailableError} when it is not begun in time
   */
  take<Value>(key: string, work: (turn: Turn) => Promise<Value>): Promise<Value>;
}

/** What one key has under way, and who waits for their own turn with it. */
interface Line {
  held: number;
  /** Those who come back for the turn that they gave away. */
  returning: number;
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
  return new Room(room, patience);
}

class Room implements Turns {
  readonly #patience: number;
  readonly #mostOfOneKey: number;
  readonly #lineOf = rememberedLines();
  /** The lines in which somebody waits; the first one is the next to be served. */
  readonly #queue: Line[] = [];
  #free: number;

  constructor(size: number, patience: number) {
    this.#free = size;
    this.#patience = patience;
    this.#mostOfOneKey = Math.max(1, size - Math.ceil(size / 5));
  }

  async take<Value>(key: string, work: (turn: Turn) => Promise<Value>): Promise<Value> {
    const line = this.#lineOf(key);
    if (this.#mayBegin(line)) this.#hold(line, 1);
    else await this.#wait(line);
    try {
      return await work({ giveWayFor: (others) => this.#giveWay(key, line, others) });
    } finally {
      this.#end(line);
    }
  }

  async #giveWay<Value>(key: string, line: Line, work: (inTurn: InTurn) => Promise<Value>): Promise<Value> {
    line.returning++;
    this.#end(line);
    try {
      return await work((other) => this.take(key, other));
    } finally {
      line.returning--;
      if (this.#mayBegin(line)) this.#hold(line, 1);
      else await this.#comeBack(line);
    }
  }

  #mayBegin({ held }: Line): boolean {
    return this.#free > 0 && held < this.#mostOfOneKey;
  }

  #hold(line: Line, more: 1 | -1): void {
    this.#free -= more;
    line.held += more;
  }

  #end(line: Line): void {
    this.#hold(line, -1);
    this.#serveNext();
  }

  #wait(line: Line): Promise<void> {
    return new Promise((resolve, reject) => {
      const begin = () => {
        clearTimeout(tooLate);
        resolve();
      };
      const tooLate = setTimeout(() => {
        line.waiting.splice(line.waiting.indexOf(begin), 1);
        if (line.waiting.length === 0) this.#queue.splice(this.#queue.indexOf(line), 1);
        reject(new UnavailableError());
      }, this.#patience);
      this.#stand(line);
      line.waiting.push(begin);
    });
  }

  /** Whoever comes back has something to finish: they are the next of their line, and wait for as long as it takes. */
  #comeBack(line: Line): Promise<void> {
    return new Promise((resolve) => {
      this.#stand(line);
      line.waiting.unshift(resolve);
    });
  }

  /** Puts a line in which somebody is about to wait behind the others. */
  #stand(line: Line): void {
    if (line.waiting.length === 0) this.#queue.push(line);
  }

  /** Hands the room that came free to the first line whose turn it can be, which then is the last one. */
  #serveNext(): void {
    const place = this.#queue.findIndex((line) => this.#mayBegin(line));
    const [line] = place < 0 ? [] : this.#queue.splice(place, 1);
    const begin = line?.waiting.shift();
    if (line === undefined || begin === undefined) return;
    if (line.waiting.length > 0) this.#queue.push(line);
    this.#hold(line, 1);
    begin();
  }
}

/**
 * The line of a key. One that nobody stands in any more stays for a while: a map from which something is taken with every
 * request is made anew again and again, and V8 makes it where only a full collection finds what is of no use any more.
 */
function rememberedLines(): (key: string) => Line {
  const lines = new Map<string, Line>();
  let lookAgainAt = fewLines;

  function forget(): void {
    for (const [key, { held, returning, waiting }] of lines) {
      if (held === 0 && returning === 0 && waiting.length === 0) lines.delete(key);
    }
    lookAgainAt = Math.max(fewLines, 2 * lines.size);
  }

  return (key) => {
    const known = lines.get(key);
    if (known !== undefined) return known;
    if (lines.size >= lookAgainAt) forget();
    const line = { held: 0, returning: 0, waiting: [] };
    lines.set(key, line);
    return line;
  };
}
