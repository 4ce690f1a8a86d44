import { expect, test } from 'vitest';
import { answerOnce } from '../../src/idempotency/answer-once.ts';
import { purgeIdempotencyRecords } from '../../src/idempotency/purge-idempotency-records.ts';
import { createUser } from '../../src/users/create-user.ts';
import { createQuietWorld } from '../support/calendar.ts';

const threeDays = { hours: 72 };
const start = Temporal.Instant.from('2028-01-01T10:00:00Z');

test('a response is stored for 72 hours and then purged in chunks, and its key can be used again', async () => {
  const world = await createQuietWorld();
  world.setRealTime(start);
  const ctx = await (await world.partner()).context();
  const attempt = (number: number) =>
    answerOnce(ctx, { keys: [`key ${number}`], request: [String(number)] }, async (inner) => {
      const { id } = await createUser(inner, { email: `${number}-${crypto.randomUUID()}@example.com` });
      return `user ${id}`;
    });
  const purge = () => purgeIdempotencyRecords({ ...world, chunkSize: 2 });

  const first = [];
  for (const number of [1, 2, 3, 4, 5]) first.push(await attempt(number));
  world.setRealTime(start.add(threeDays).subtract({ seconds: 1 }));
  const purgedBefore = await purge();
  const replay = await attempt(1);
  world.setRealTime(start.add(threeDays));
  const purged = await purge();
  const anew = await attempt(1);

  expect(purgedBefore).toBe(0);
  expect(replay).toEqual({ ...first[0], isReplay: true });
  expect(purged).toBe(5);
  expect(anew.isReplay).toBe(false);
  expect(anew.text).not.toBe(first[0]?.text);
});

test('a purge that is stopped ends after its chunk', async () => {
  const world = await createQuietWorld();
  await world.rows(
    `INSERT INTO "IdempotencyRecord" SELECT '1/0/0', sha256(n::text::bytea), sha256(''), '', '2020-01-01', '2020-01-04'
     FROM generate_series(1, 5) n`,
  );

  expect(await purgeIdempotencyRecords({ ...world, chunkSize: 2, stopping: AbortSignal.abort() })).toBe(2);
  expect(await purgeIdempotencyRecords(world)).toBe(3);
});
