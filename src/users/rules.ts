import { allowed, type Result, refused } from '../shared/result.ts';
import { SeatLimitReachedError } from './errors.ts';

/** Checks that one more user may be active. `limit` is null if there is no limit. */
export function checkSeat(seats: {
  readonly limit: number | null;
  readonly activeUsers: number;
}): Result<void, SeatLimitReachedError> {
  const { limit, activeUsers } = seats;
  if (limit === null || activeUsers < limit) return allowed(undefined);
  return refused(new SeatLimitReachedError(limit, activeUsers));
}
