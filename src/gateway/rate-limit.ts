import { hash } from 'node:crypto';
import type { OutgoingHttpHeaders } from 'node:http';
import type { Answer } from '../http/door.ts';

/** The limits of one credential. */
export interface RateLimit {
  /** The sustained number of requests per second. */
  readonly perSecond: number;
  /** The number of requests that may arrive at once after a pause. */
  readonly burst: number;
}

/** The result of counting a request. */
export interface Taken {
  readonly isAllowed: boolean;
  /** The number of requests that may follow immediately. */
  readonly remaining: number;
  /** The number of seconds until the whole burst is available again. */
  readonly secondsUntilFull: number;
  /** The number of seconds until the next request is allowed. */
  readonly secondsUntilNext: number;
}

/** Counts the requests of each credential. */
export interface RateLimiter {
  readonly limit: RateLimit;
  /** Counts a request, and returns whether it is allowed. Refused requests do not count. */
  take(key: string): Taken;
  /** The number of stored keys. */
  size(): number;
}

// Sums of milliseconds have rounding errors, which must not cause a refusal.
const epsilon = 1e-6;

/**
 * The largest number of stored keys. The keys whose buckets are nearest to full are removed first, because that has the
 * least effect.
 */
export const mostKeys = 10_000;

/**
 * Creates a token bucket per key, in the memory of this process. Two gateways therefore allow twice as many requests.
 * Only the time at which a bucket will be full is stored. Full buckets are removed, so that unknown keys leave nothing
 * behind.
 *
 * @param elapsed returns the milliseconds of a monotonic clock
 */
export function createRateLimiter(limit: RateLimit, elapsed: () => number = () => performance.now()): RateLimiter {
  const each = 1000 / limit.perSecond;
  const whole = limit.burst * each;
  /** The time at which the bucket of a key will be full. */
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

/** Returns the rate limit headers (draft-ietf-httpapi-ratelimit-headers-10). Times are in whole seconds. */
export function rateLimitHeaders({ burst, perSecond }: RateLimit, taken: Taken): OutgoingHttpHeaders {
  return {
    'ratelimit-policy': `"default";q=${burst};w=${Math.ceil(burst / perSecond)}`,
    ratelimit: `"default";r=${taken.remaining};t=${Math.ceil(taken.secondsUntilFull)}`,
    ...(taken.isAllowed ? {} : { 'retry-after': String(Math.max(Math.ceil(taken.secondsUntilNext), 1)) }),
  };
}

/** Answers a request with an unknown credential if it is within the limit of its address. */
export async function withinLimitOfAddress(
  limiter: RateLimiter,
  address: string,
  refuse: () => Answer,
  answer: () => Promise<Answer>,
): Promise<Answer> {
  const taken = limiter.take(nameOf(address));
  return taken.isAllowed ? answer() : withHeaders(refuse(), limiter, taken);
}

/** Answers a request if it is within the limit of its credential. The headers report the remaining requests. */
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
