import { LRUCache } from 'lru-cache';

/** Processes a batch: returns one value for each item, in the order of the items. */
export type BatchWork<Item, Value> = (
  key: string,
  items: readonly Item[],
) => Promise<readonly (Value | PromiseLike<Value>)[]>;

/** Adds an item to the next batch of its key, and returns the value of this item. Rejects if the whole batch fails. */
export type Batcher<Item, Value> = (key: string, item: Item) => Promise<Value>;

/** An item that waits for its batch, and the promise of its caller. */
interface PendingItem<Item, Value> {
  readonly item: Item;
  readonly resolve: (value: Value | PromiseLike<Value>) => void;
  readonly reject: (error: unknown) => void;
}

/** The batches of one key. */
interface KeyQueue<Item, Value> {
  /** The items of the next batch. */
  pending: PendingItem<Item, Value>[];
  /** The latest batch, from when it is scheduled until it ends; undefined if none is scheduled or running. */
  current: object | undefined;
  timer: NodeJS.Timeout | undefined;
}

/** The number of keys to store. An item of an evicted key starts a batch beside the running one. */
const rememberedKeys = 1_000;

/** Marks a batch that is scheduled but not started. */
const scheduled = {};

/** If a batch runs for this many milliseconds, the next one starts beside it. */
const stuckAfterMs = 20;

/**
 * Groups items of the same key into batches. Items that arrive while a batch of their key is running form the next
 * batch, as do items that arrive in the same iteration of the event loop. A batch starts after all its items have
 * arrived, so its result is never older than any of its requests.
 *
 * @param largestBatch the largest number of items in a batch; further items wait for the next one
 */
export function createBatcher<Item, Value>(
  work: BatchWork<Item, Value>,
  largestBatch = Number.POSITIVE_INFINITY,
): Batcher<Item, Value> {
  const queues = new LRUCache<string, KeyQueue<Item, Value>>({ max: rememberedKeys });

  /** Starts a batch after the events that have already arrived, so that their items are part of it. */
  function schedule(key: string, queue: KeyQueue<Item, Value>): void {
    queue.current = scheduled;
    setImmediate(() => startBatch(key, queue));
  }

  function startBatch(key: string, queue: KeyQueue<Item, Value>): void {
    const items = queue.pending.splice(0, largestBatch);
    const batch = {};
    queue.current = batch;
    clearTimeout(queue.timer);
    if (queue.pending.length > 0) startBesideIfStuck(batch, key, queue);
    void runBatch(key, items).then(() => {
      if (queue.current !== batch) return;
      queue.current = undefined;
      if (queue.pending.length > 0) schedule(key, queue);
    });
  }

  function startBesideIfStuck(batch: object, key: string, queue: KeyQueue<Item, Value>): void {
    queue.timer = setTimeout(() => queue.current === batch && startBatch(key, queue), stuckAfterMs);
  }

  async function runBatch(key: string, pending: readonly PendingItem<Item, Value>[]): Promise<void> {
    const items = pending.map(({ item }) => item);
    try {
      const values = await work(key, items);
      for (const [index, { resolve }] of pending.entries()) resolve(values[index] as Value);
    } catch (error) {
      for (const { reject } of pending) reject(error);
    }
  }

  function queueOf(key: string): KeyQueue<Item, Value> {
    const known = queues.get(key);
    if (known !== undefined) return known;
    const queue = { pending: [], current: undefined, timer: undefined };
    queues.set(key, queue);
    return queue;
  }

  return (key, item) => {
    const queue = queueOf(key);
    return new Promise((resolve, reject) => {
      queue.pending.push({ item, resolve, reject });
      if (queue.current === undefined) schedule(key, queue);
      else if (queue.pending.length === 1) startBesideIfStuck(queue.current, key, queue);
    });
  };
}
