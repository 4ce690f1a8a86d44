import { unixSeconds } from '../../shared/clock.ts';

/** Returns an instant in Unix seconds, or 0 if it is null. Contract: licensing 3.1. */
export function seconds(instant: Temporal.Instant | null): number {
  return instant === null ? 0 : unixSeconds(instant);
}
