import { endedTerms } from './repository.ts';
import { type SweepContext, sweep } from './sweep.ts';

/**
 * Announces the terms that have ended: `termEnded` where another follows, else `subscriptionExpired`, or
 * `subscriptionCancelled` where a cancellation was scheduled. It expires nothing: status follows from the dates.
 */
export function expireEndedTerms(ctx: SweepContext): Promise<number> {
  return sweep(ctx, endedTerms);
}
