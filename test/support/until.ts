import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again and again until there is an answer, and answers it; throws when `seconds` have passed without one. */
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
