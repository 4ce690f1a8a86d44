import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRateLimiter, mostKeys, type RateLimit, rateLimitHeaders } from '../../src/gateway/rate-limit.ts';

/** A limiter whose clock stands still until it is moved, by milliseconds. */
function limited(limit: RateLimit) {
  let now = 1_234_567.891;
  const limiter = createRateLimiter(limit, () => now);
  const pass = (milliseconds: number) => {
    now += milliseconds;
  };
  return { limiter, pass };
}

const countAllowed = (takes: readonly { readonly isAllowed: boolean }[]) =>
  takes.filter(({ isAllowed }) => isAllowed).length;

test('a credential may send the burst at once, and then the sustained number per second', () => {
  const { limiter, pass } = limited({ perSecond: 200, burst: 1000 });
  const take = (count: number) => countAllowed(Array.from({ length: count }, () => limiter.take('a')));

  expect(take(1500)).toBe(1000);
  pass(4.9);
  expect(take(10)).toBe(0);
  pass(0.1);
  expect(take(10)).toBe(1);
  pass(1000);
  expect(take(1000)).toBe(200);
  pass(5000);
  expect(take(1500)).toBe(1000);
  pass(1_000_000);
  expect(take(1500)).toBe(1000);
});

test('a refused request does not count, so that a busy caller is allowed again as soon as any other', () => {
  const { limiter, pass } = limited({ perSecond: 1, burst: 1 });

  limiter.take('a');
  for (let knocks = 0; knocks < 999; knocks++) {
    pass(1);
    expect(limiter.take('a').isAllowed).toBe(false);
  }
  pass(1);
  expect(limiter.take('a').isAllowed).toBe(true);
});

test('a flood of one credential does not affect another', () => {
  const { limiter } = limited({ perSecond: 10, burst: 10 });

  for (let n = 0; n < 1000; n++) limiter.take('flood');

  expect(limiter.take('quiet')).toMatchObject({ isAllowed: true, remaining: 9 });
});

test('the headers report the policy, the remaining requests and the time of the next one', () => {
  const { limiter, pass } = limited({ perSecond: 2, burst: 3 });
  const said = () => rateLimitHeaders(limiter.limit, limiter.take('a'));
  const policy = { 'ratelimit-policy': '"default";q=3;w=2' };

  expect(said()).toEqual({ ...policy, ratelimit: '"default";r=2;t=1' });
  expect(said()).toEqual({ ...policy, ratelimit: '"default";r=1;t=1' });
  expect(said()).toEqual({ ...policy, ratelimit: '"default";r=0;t=2' });
  expect(said()).toEqual({ ...policy, ratelimit: '"default";r=0;t=2', 'retry-after': '1' });
  pass(500);
  expect(said()).toEqual({ ...policy, ratelimit: '"default";r=0;t=2' });
});

test('a request after the time in the header is allowed', () => {
  const limits = fc.record({ perSecond: fc.integer({ min: 1, max: 1000 }), burst: fc.integer({ min: 1, max: 50 }) });
  fc.assert(
    fc.property(
      limits,
      fc.array(fc.double({ min: 0, max: 2000, noNaN: true }), { maxLength: 100 }),
      (limit, pauses) => {
        const { limiter, pass } = limited(limit);
        let allowed = 0;
        let passed = 0;
        for (const pause of pauses) {
          pass(pause);
          passed += pause;
          const taken = limiter.take('a');
          if (taken.isAllowed) allowed++;
          else {
            const seconds = Number(rateLimitHeaders(limit, taken)['retry-after']);
            pass(seconds * 1000);
            passed += seconds * 1000;
            expect(limiter.take('a').isAllowed).toBe(true);
            allowed++;
          }
        }
        expect(allowed).toBeLessThanOrEqual(limit.burst + (passed / 1000) * limit.perSecond + 1e-6);
      },
    ),
  );
});

test('unused keys are removed', () => {
  const { limiter, pass } = limited({ perSecond: 200, burst: 1000 });

  for (let n = 0; n < 100_000; n++) {
    limiter.take(`unknown ${n}`);
    pass(0.1);
  }

  expect(limiter.size()).toBeLessThanOrEqual(mostKeys / 10);
});

test('the number of stored keys is limited, and a flooding key is kept', () => {
  const { limiter } = limited({ perSecond: 1, burst: 10 });
  let floods = 0;

  for (let n = 0; n < 100_000; n++) {
    limiter.take(`unknown ${n}`);
    if (limiter.take('flood').isAllowed) floods++;
  }

  expect(limiter.size()).toBeLessThanOrEqual(mostKeys);
  expect(floods).toBe(10);
});

test('an exhausted key stays refused however many other keys arrive', () => {
  const { limiter } = limited({ perSecond: 1, burst: 10 });

  for (let n = 0; n < 10; n++) limiter.take('flood');
  for (let n = 0; n < 100_000; n++) limiter.take(`unknown ${n}`);

  expect(limiter.take('flood').isAllowed).toBe(false);
});
