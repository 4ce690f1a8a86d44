import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UnavailableError } from '../../src/db/errors.ts';
import { createFairLimiter } from '../../src/gateway/fair-limiter.ts';

/** Work that is done when the test says so. It notes who began it, in their order. */
function workshop() {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const work = (name: string) => async () => {
    begun.push(name);
    const { promise, resolve } = Promise.withResolvers<void>();
    ends.push(resolve);
    await promise;
    return name;
  };
  const finish = async () => {
    ends.shift()?.();
    // As many steps as it takes until the next one has begun.
    for (let step = 0; step < 10; step++) await Promise.resolve();
  };
  return { begun, work, finish };
}

test('one request waits for at most one of a thousand requests of another key', async () => {
  const turns = createFairLimiter(1);
  const { begun, work, finish } = workshop();
  const flood = Array.from({ length: 1000 }, (_, n) => turns.run('flood', work(`flood ${n}`)));
  const quiet = turns.run('quiet', work('quiet'));

  await finish();
  await finish();
  expect(begun).toEqual(['flood 0', 'flood 1', 'quiet']);

  for (let left = 0; left < 1000; left++) await finish();
  expect(await quiet).toBe('quiet');
  expect(await Promise.all(flood)).toHaveLength(1000);
});

test('keys are served in rotation, and each key in its order', async () => {
  const turns = createFairLimiter(1);
  const { begun, work, finish } = workshop();
  const names = ['a1', 'a2', 'a3', 'b1', 'b2', 'c1'];
  const all = names.map((name) => turns.run(name.charAt(0), work(name)));

  for (const _ of names) await finish();

  expect(begun).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2']);
  expect(await Promise.all(all)).toEqual(names);
});

test('the capacity is never exceeded, and all work completes, even after failures', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c'), fails: fc.boolean() }), { maxLength: 30 }),
      async (scheduler, room, tasks) => {
        const turns = createFairLimiter(room);
        let [working, most] = [0, 0];
        const outcomes = tasks.map(({ key, fails }) =>
          turns.run(key, async () => {
            working++;
            most = Math.max(most, working);
            await scheduler.schedule(Promise.resolve());
            working--;
            if (fails) throw new Error('failed');
          }),
        );
        const settled = Promise.allSettled(outcomes);
        await scheduler.waitFor(settled);

        const statuses = (await settled).map(({ status }) => status);
        expect(statuses).toEqual(tasks.map(({ fails }) => (fails ? 'rejected' : 'fulfilled')));
        expect(most).toBeLessThanOrEqual(room);
        expect(working).toBe(0);
      },
    ),
    { numRuns: 200 },
  );
});

test('work that is not started in time is refused and uses no capacity', async () => {
  const turns = createFairLimiter(1, 20);
  const { begun, work, finish } = workshop();
  const first = turns.run('a', work('first'));

  await expect(turns.run('a', work('late'))).rejects.toThrow(UnavailableError);
  await expect(turns.run('b', work('late'))).rejects.toThrow(UnavailableError);
  await finish();
  await first;
  const next = turns.run('b', work('next'));
  await finish();

  expect(await next).toBe('next');
  expect(begun).toEqual(['first', 'next']);
});

test('one key never uses the whole capacity', async () => {
  const turns = createFairLimiter(5);
  const { begun, work, finish } = workshop();
  const flood = Array.from({ length: 10 }, (_, n) => turns.run('flood', work(`flood ${n}`)));
  const quiet = turns.run('quiet', work('quiet'));

  expect(begun).toEqual(['flood 0', 'flood 1', 'flood 2', 'flood 3', 'quiet']);

  for (let left = 0; left < 11; left++) await finish();
  expect(await Promise.all([...flood, quiet])).toHaveLength(11);
});
