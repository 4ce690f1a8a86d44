import { text } from './input.ts';

/** The name of an IANA time zone. */
export const timeZone = text(100).refine(isTimeZone, {
  error: 'expected the name of an IANA time zone, such as Asia/Bahrain',
});

function isTimeZone(name: string): boolean {
  // Fixed offsets and whole instants name a zone too, but not one of people.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}
