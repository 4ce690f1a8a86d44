import { unixSeconds } from '../../shared/clock.ts';

/** An instant in Unix seconds; 0 says that there is none. Contract: licensing 3.1. */
export function seconds(instant: Temporal.Instant | null): number {
  return instant === null ? 0 : unixSeconds(instant);
}
