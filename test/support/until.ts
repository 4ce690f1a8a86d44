import { setTimeout as sleep } from 'node:timers/promises';

/** Calls `ask` repeatedly until it returns a value, and returns the value. Throws after `seconds` without one. */
export async function until<Value>(
  ask: () => Value | undefined | Promise<Value | undefined>,
  seconds = 30,
): Promise<NonNullable<Value>> {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false) return answer;
    if (performance.now() > deadline) throw new Error(`It did not happen within ${seconds} seconds`);
    await sleep(20);
  }
}
