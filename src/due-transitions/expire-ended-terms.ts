import { endedTerms } from './repository.ts';
import { type SweepContext, sweep } from './sweep.ts';

/**
 * Announces the terms that have ended: `termEnded` if another term follows, `subscriptionCancelled` if a cancellation
 * was scheduled, otherwise `subscriptionExpired`. It changes no status, because the status is derived from the dates.
 */
export function expireEndedTerms(ctx: SweepContext): Promise<number> {
  return sweep(ctx, endedTerms);
}
