import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBatcher } from '../../src/shared/batcher.ts';

/** Rounds that end when the test says so. It notes what was in each of them. */
function workshop(most?: number) {
  const begun: string[][] = [];
  const ends: PromiseWithResolvers<void>[] = [];
  const addItem = createBatcher<string, string>(async (key, items) => {
    begun.push([...items]);
    const end = Promise.withResolvers<void>();
    ends.push(end);
    await end.promise;
    return items.map((item) => `${key} ${item}`);
  }, most);
  /** Until whatever is to begin has begun. */
  const settle = async () => {
    await turnOfTheLoop();
    await turnOfTheLoop();
  };
  const finish = () => {
    ends.shift()?.resolve();
    return settle();
  };
  const fail = (error: Error) => {
    ends.shift()?.reject(error);
    return settle();
  };
  return { begun, addItem, settle, finish, fail };
}

test('a single item starts in the same iteration of the event loop, and items that arrive meanwhile form one batch', async () => {
  const { begun, addItem, finish } = workshop();
  const first = addItem('k', 'a');
  await turnOfTheLoop();
  const others = ['b', 'c', 'd'].map((item) => addItem('k', item));

  expect(begun).toEqual([['a']]);
  await finish();
  expect(await first).toBe('k a');
  expect(begun).toEqual([['a'], ['b', 'c', 'd']]);
  await finish();
  expect(await Promise.all(others)).toEqual(['k b', 'k c', 'k d']);

  void addItem('k', 'e');
  await turnOfTheLoop();
  expect(begun.at(-1)).toEqual(['e']);
});

test('items that arrive in the same iteration form one batch, the first and the next', async () => {
  const { begun, addItem, settle, finish } = workshop();
  for (const item of ['a', 'b']) void addItem('k', item);
  await settle();
  void addItem('k', 'c');
  await finish();

  expect(begun).toEqual([['a', 'b'], ['c']]);
});

test('each key has its own batches', async () => {
  const { begun, addItem, settle } = workshop();
  for (const key of ['k', 'l', 'k']) void addItem(key, key);
  await settle();

  expect(begun).toEqual([['k', 'k'], ['l']]);
});

test('a batch has no more items than allowed', async () => {
  const { begun, addItem, settle, finish } = workshop(2);
  const all = ['a', 'b', 'c', 'd', 'e', 'f'].map((item) => addItem('k', item));
  await settle();
  for (let round = 0; round < 3; round++) await finish();

  expect(begun).toEqual([
    ['a', 'b'],
    ['c', 'd'],
    ['e', 'f'],
  ]);
  expect(await Promise.all(all)).toEqual(['k a', 'k b', 'k c', 'k d', 'k e', 'k f']);
});

test('a failed batch fails all its items and no others', async () => {
  const { addItem, settle, finish, fail } = workshop();
  const first = addItem('k', 'a');
  await settle();
  const [second, third] = ['b', 'c'].map((item) => addItem('k', item));
  const failed = Promise.allSettled([second, third]);
  await finish();
  await fail(new Error('gone'));
  const later = addItem('k', 'd');
  await settle();
  await finish();

  expect(await first).toBe('k a');
  expect(await failed).toEqual([second, third].map(() => ({ status: 'rejected', reason: new Error('gone') })));
  expect(await later).toBe('k d');
});

test('items behind a stuck batch start beside it, whatever their number', async () => {
  const { begun, addItem, finish } = workshop(2);
  const all = ['a', 'b', 'c', 'd'].map((item) => addItem('k', item));

  await expect
    .poll(() => begun)
    .toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  for (let round = 0; round < 2; round++) await finish();
  expect(await Promise.all(all)).toEqual(['k a', 'k b', 'k c', 'k d']);
});

test('an item can have its own outcome', async () => {
  const addItem = createBatcher<number, number>(async (_, items) =>
    items.map((item) => (item === 2 ? Promise.reject(new Error('not this one')) : Promise.resolve(item))),
  );
  const outcomes = await Promise.allSettled([0, 1, 2, 3].map((item) => addItem('k', item)));

  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
});

test('each item gets its own value, from a batch that started after it arrived', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.constantFrom('k', 'l'), { maxLength: 40 }),
      async (scheduler, most, keys) => {
        let time = 0;
        const sizes: number[] = [];
        const addItem = createBatcher<number, { readonly item: number; readonly begunAt: number }>(async (_, items) => {
          const begunAt = ++time;
          sizes.push(items.length);
          await scheduler.schedule(Promise.resolve());
          return items.map((item) => ({ item, begunAt }));
        }, most);
        const asked = keys.map(async (key, item) => {
          await scheduler.schedule(Promise.resolve());
          const cameAt = ++time;
          return { item, cameAt, answer: await addItem(key, item) };
        });
        const all = Promise.all(asked);
        await scheduler.waitFor(all);

        for (const { item, cameAt, answer } of await all) {
          expect(answer.item).toBe(item);
          expect(answer.begunAt).toBeGreaterThan(cameAt);
        }
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(keys.length);
        expect(Math.max(0, ...sizes)).toBeLessThanOrEqual(most);
      },
    ),
    { numRuns: 200 },
  );
});
