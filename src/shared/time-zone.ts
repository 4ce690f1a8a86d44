import { z } from 'zod';

const wanted = { error: 'expected the name of an IANA time zone, such as Asia/Bahrain' };
const longestName = 100;

/** The name of an IANA time zone. */
export const timeZone = z.string(wanted).refine(isTimeZone, wanted);

function isTimeZone(name: string): boolean {
  // Fixed offsets and whole instants name a zone too, but not one of people.
  if (!/^[A-Za-z]/.test(name) || name.length > longestName) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}
