import { z } from 'zod';

const expectedName = { error: 'expected the name of an IANA time zone, such as Asia/Bahrain' };
const longestName = 100;

/**
 * The name of an IANA time zone, in the letter case of the tz database: `asia/kathmandu` becomes `Asia/Kathmandu`. An
 * alias is kept (`Asia/Calcutta` does not become `Asia/Kolkata`), as in Temporal and in PostgreSQL.
 */
export const timeZone = z
  .string(expectedName)
  .refine(isTimeZone, { ...expectedName, abort: true })
  .transform(canonicalName);

function isTimeZone(name: string): boolean {
  // Temporal also accepts a UTC offset or an instant, but these are not zone names.
  if (!/^[A-Za-z]/.test(name) || name.length > longestName) return false;
  try {
    canonicalName(name);
    return true;
  } catch {
    return false;
  }
}

/** @throws {RangeError} if the time zone does not exist */
function canonicalName(name: string): string {
  return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
}
