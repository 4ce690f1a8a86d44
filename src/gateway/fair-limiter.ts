import { UnavailableError } from '../db/errors.ts';

/** The limiter was full for too long: the work was not started. */
export class OverloadedError extends UnavailableError {}

/** Limits how much work runs at once, and divides the capacity fairly among keys. */
export interface FairLimiter {
  /**
   * Runs `work` as soon as there is capacity for its key.
   *
   * @throws {OverloadedError} if it was not started in time
   */
  run<Value>(key: string, work: () => Promise<Value>): Promise<Value>;
}

/** The running and the waiting work of one key. */
interface KeyQueue {
  running: number;
  readonly waiting: (() => void)[];
}

/** The number of queues from which on idle queues are removed. */
const fewQueues = 1_000;

/**
 * Creates a limiter. Work that waits is queued by key, and the queues are served in rotation: a thousand requests of one
 * credential delay a request of another credential by one of them. One key never uses the whole capacity, because its running
 * work may wait for something slow.
 *
 * @param capacity how many pieces of work run at once
 * @param timeoutMs how long work waits to be started
 */
export function createFairLimiter(capacity: number, timeoutMs = 5_000): FairLimiter {
  const capacityOfOneKey = Math.max(1, capacity - Math.max(1, Math.floor(capacity / 5)));
  let free = capacity;
  const queueOf = rememberedQueues();
  /** The queues in which work waits, in the order in which they are served. */
  const waitingQueues: KeyQueue[] = [];

  const canStart = ({ running }: KeyQueue) => free > 0 && running < capacityOfOneKey;

  function count(queue: KeyQueue, change: 1 | -1): void {
    free -= change;
    queue.running += change;
  }

  function wait(queue: KeyQueue): Promise<void> {
    return new Promise((resolve, reject) => {
      const start = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        queue.waiting.splice(queue.waiting.indexOf(start), 1);
        if (queue.waiting.length === 0) waitingQueues.splice(waitingQueues.indexOf(queue), 1);
        reject(new OverloadedError());
      }, timeoutMs);
      if (queue.waiting.length === 0) waitingQueues.push(queue);
      queue.waiting.push(start);
    });
  }

  /** Starts the first work of the next queue that has capacity, and moves this queue to the end. */
  function startNext(): void {
    const index = waitingQueues.findIndex(canStart);
    const [queue] = index < 0 ? [] : waitingQueues.splice(index, 1);
    const start = queue?.waiting.shift();
    if (queue === undefined || start === undefined) return;
    if (queue.waiting.length > 0) waitingQueues.push(queue);
    count(queue, 1);
    start();
  }

  return {
    async run(key, work) {
      const queue = queueOf(key);
      if (canStart(queue)) count(queue, 1);
      else await wait(queue);
      try {
        return await work();
      } finally {
        count(queue, -1);
        startNext();
      }
    },
  };
}

/**
 * Returns the queue of a key. Idle queues are kept for a while: V8 rebuilds a map from which an entry is removed with every
 * request, and only a full collection frees the old tables.
 */
function rememberedQueues(): (key: string) => KeyQueue {
  const queues = new Map<string, KeyQueue>();
  let cleanUpAt = fewQueues;

  function removeIdle(): void {
    for (const [key, { running, waiting }] of queues) if (running === 0 && waiting.length === 0) queues.delete(key);
    cleanUpAt = Math.max(fewQueues, 2 * queues.size);
  }

  return (key) => {
    const known = queues.get(key);
    if (known !== undefined) return known;
    if (queues.size >= cleanUpAt) removeIdle();
    const queue = { running: 0, waiting: [] };
    queues.set(key, queue);
    return queue;
  };
}
