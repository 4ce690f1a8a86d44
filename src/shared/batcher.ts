import { LRUCache } from 'lru-cache';

/** Does the work of a round: answers, for each item in its place, what came of it or will come of it. */
export type RoundWork<Item, Value> = (
  key: string,
  items: readonly Item[],
) => Promise<readonly (Value | PromiseLike<Value>)[]>;

/** Takes part in a round of this key, and answers what came of one's own item. Rejects where the whole round does. */
export type TakePart<Item, Value> = (key: string, item: Item) => Promise<Value>;

/** Somebody who takes part in a round. */
interface Part<Item, Value> {
  readonly item: Item;
  readonly resolve: (value: Value | PromiseLike<Value>) => void;
  readonly reject: (error: unknown) => void;
}

/** The rounds of one key. */
interface Line<Item, Value> {
  /** Those of the next round. */
  parts: Part<Item, Value>[];
  /** Stands for the latest round, from when it is sure to begin until it is done. */
  underWay: object | undefined;
  tooLate: NodeJS.Timeout | undefined;
}

/** How many keys are remembered. What comes for one that was forgotten begins beside what is under way. */
const manyKeys = 1_000;

/** Stands for a round that is about to begin. */
const soon = {};

/** After how many milliseconds the next round begins beside one that is under way: something holds that up. */
const patience = 20;

/**
 * Does work in rounds: what comes while a round of its key is under way is done together by the next one, and so is what
 * comes in the same turn of the loop. Many who come at once cost little more than one, and they wait for what is under way
 * and their own round. A round begins after all of its parts have come, so that it tells nobody what was so before they
 * asked. No more than `most` take part in one; the others are those of the next.
 */
export function inRounds<Item, Value>(
  work: RoundWork<Item, Value>,
  most = Number.POSITIVE_INFINITY,
): TakePart<Item, Value> {
  const lines = new LRUCache<string, Line<Item, Value>>({ max: manyKeys });

  /** Once what has come in already has been looked at: those who are among it take part. */
  function beginSoon(key: string, line: Line<Item, Value>): void {
    line.underWay = soon;
    setImmediate(() => begin(key, line));
  }

  function begin(key: string, line: Line<Item, Value>): void {
    const parts = line.parts.splice(0, most);
    const round = {};
    line.underWay = round;
    clearTimeout(line.tooLate);
    if (line.parts.length > 0) waitFor(round, key, line);
    void carryOut(key, parts).then(() => {
      if (line.underWay !== round) return;
      line.underWay = undefined;
      if (line.parts.length > 0) beginSoon(key, line);
    });
  }

  /** The next round begins beside one that takes too long. */
  function waitFor(round: object, key: string, line: Line<Item, Value>): void {
    line.tooLate = setTimeout(() => line.underWay === round && begin(key, line), patience);
  }

  async function carryOut(key: string, parts: readonly Part<Item, Value>[]): Promise<void> {
    const items = parts.map(({ item }) => item);
    try {
      const values = await work(key, items);
      for (const [place, { resolve }] of parts.entries()) resolve(values[place] as Value);
    } catch (error) {
      for (const { reject } of parts) reject(error);
    }
  }

  function lineOf(key: string): Line<Item, Value> {
    const known = lines.get(key);
    if (known !== undefined) return known;
    const line = { parts: [], underWay: undefined, tooLate: undefined };
    lines.set(key, line);
    return line;
  }

  return (key, item) => {
    const line = lineOf(key);
    return new Promise((resolve, reject) => {
      line.parts.push({ item, resolve, reject });
      if (line.underWay === undefined) beginSoon(key, line);
      else if (line.parts.length === 1) waitFor(line.underWay, key, line);
    });
  };
}
