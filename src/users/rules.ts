import { allowed, type Result, refused } from '../shared/result.ts';
import { SeatLimitReachedError } from './errors.ts';

/** How two e-mail addresses are compared: without regard to case. Greek has two small letters for one large one. */
export function emailKey(email: string): string {
  return email.normalize('NFC').toLowerCase().replaceAll('ς', 'σ').normalize('NFC');
}

/** Whether one more user may be active. `limit` is null where nothing limits them. */
export function checkSeat(seats: {
  readonly limit: number | null;
  readonly activeUsers: number;
}): Result<void, SeatLimitReachedError> {
  const { limit, activeUsers } = seats;
  if (limit === null || activeUsers < limit) return allowed(undefined);
  return refused(new SeatLimitReachedError(limit, activeUsers));
}
