import { expect, test } from 'vitest';

// The suite is run under several time zones to show that none of them matters. That would be an empty promise if the
// setting did not reach the processes in which the tests run.

const namedZone = process.env['TZ'] || Intl.DateTimeFormat().resolvedOptions().timeZone;

test.each([
  '2026-01-15T12:00:00Z',
  '2026-07-15T12:00:00Z',
  '2026-03-08T06:59:59Z',
  '2026-03-08T07:00:00Z',
  '2026-11-01T05:59:59Z',
  '2026-11-01T06:00:00Z',
])('at %s the time zone of this process is that of the environment', (text) => {
  const expected = Temporal.Instant.from(text).toZonedDateTimeISO(namedZone);

  const date = new Date(text);

  expect(0 - date.getTimezoneOffset()).toBe(expected.offsetNanoseconds / 60e9);
  expect([date.getFullYear(), date.getMonth() + 1, date.getDate(), date.getHours(), date.getMinutes()]).toEqual([
    expected.year,
    expected.month,
    expected.day,
    expected.hour,
    expected.minute,
  ]);
});
