import { hash } from 'node:crypto';
import type { OutgoingHttpHeaders } from 'node:http';
import type { Answer } from '../http/door.ts';

/** The limits of one credential. */
export interface RateLimit {
  /** How many it may make in every second, on and on. */
  readonly perSecond: number;
  /** How many it may make at once after it has been quiet. */
  readonly burst: number;
}

/** What came of one request. */
export interface Taken {
  readonly isAllowed: boolean;
  /** How many more may follow at once. */
  readonly remaining: number;
  /** In how many seconds as many may follow as ever. */
  readonly secondsUntilFull: number;
  /** In how many seconds one more may follow. */
  readonly secondsUntilNext: number;
}

/** Counts the requests of each credential. */
export interface RateLimiter {
  readonly limit: RateLimit;
  /** Counts a request, unless there were too many: refused ones do not count. */
  take(key: string): Taken;
  /** How many keys it remembers. */
  size(): number;
}

// Adding up milliseconds is not exact, and nobody is refused for a billionth of one.
const epsilon = 1e-6;

/** How many keys are remembered at the most. Whose bucket is nearest to full is forgotten first: that changes least. */
export const mostKeys = 10_000;

/**
 * A token bucket for each key, in the memory of this process: two gateways let twice as many through. All that is kept of
 * a bucket is when it will be full again. Full ones are forgotten, so that a key that nobody knows leaves nothing behind.
 *
 * @param elapsed milliseconds of a clock that never goes back
 */
export function createRateLimiter(limit: RateLimit, elapsed: () => number = () => performance.now()): RateLimiter {
  const each = 1000 / limit.perSecond;
  const whole = limit.burst * each;
  /** When the bucket of a key will be full. */
  const fullAt = new Map<string, number>();
  let lookAgainAt = mostKeys / 10;

  function forget(present: number): void {
    for (const [key, at] of fullAt) if (at <= present) fullAt.delete(key);
    if (fullAt.size >= mostKeys) {
      const nearestToFull = [...fullAt].sort(([, one], [, other]) => one - other).slice(0, mostKeys / 10);
      for (const [key] of nearestToFull) fullAt.delete(key);
    }
    lookAgainAt = Math.min(mostKeys, Math.max(mostKeys / 10, 2 * fullAt.size));
  }

  return {
    limit,
    take(key) {
      const present = elapsed();
      if (fullAt.size >= lookAgainAt) forget(present);
      const missing = Math.max((fullAt.get(key) ?? present) - present, 0);
      const isAllowed = missing + each <= whole + epsilon;
      const missingNow = isAllowed ? missing + each : missing;
      fullAt.set(key, present + missingNow);
      return {
        isAllowed,
        remaining: Math.floor((whole - missingNow + epsilon) / each),
        secondsUntilFull: missingNow / 1000,
        secondsUntilNext: Math.max(missingNow + each - whole, 0) / 1000,
      };
    },
    size: () => fullAt.size,
  };
}

/** What an answer says of it (draft-ietf-httpapi-ratelimit-headers-10), in whole seconds. */
export function rateLimitHeaders({ burst, perSecond }: RateLimit, taken: Taken): OutgoingHttpHeaders {
  return {
    'ratelimit-policy': `"default";q=${burst};w=${Math.ceil(burst / perSecond)}`,
    ratelimit: `"default";r=${taken.remaining};t=${Math.ceil(taken.secondsUntilFull)}`,
    ...(taken.isAllowed ? {} : { 'retry-after': String(Math.max(Math.ceil(taken.secondsUntilNext), 1)) }),
  };
}

/** Answers a request of a credential that is not known to be good, within what its address may have looked up. */
export async function withinLimitOfStrangers(
  limiter: RateLimiter,
  address: string,
  refuse: () => Answer,
  answer: () => Promise<Answer>,
): Promise<Answer> {
  const taken = limiter.take(nameOf(address));
  return taken.isAllowed ? answer() : withHeaders(refuse(), limiter, taken);
}

/** Answers a request if it is within the limits of its credential. The answer names what is left of them. */
export async function withinLimit(
  limiter: RateLimiter,
  credential: string,
  refuse: () => Answer,
  answer: () => Promise<Answer>,
): Promise<Answer> {
  const taken = limiter.take(nameOf(credential));
  return withHeaders(taken.isAllowed ? await answer() : refuse(), limiter, taken);
}

function nameOf(caller: string): string {
  return hash('sha256', caller, 'base64');
}

function withHeaders({ headers, ...rest }: Answer, { limit }: RateLimiter, taken: Taken): Answer {
  return { ...rest, headers: { ...headers, ...rateLimitHeaders(limit, taken) } };
}
