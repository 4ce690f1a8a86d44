const day = 86_400;

/** The two-digit texts of minutes, seconds and hours. */
const two = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

/** The number of cached days, about ten years. A response may contain thousands of instants. */
const daysRemembered = 4_000;
const days = new Map<number, string>();

/** Returns the shortest text of an instant in UTC, like `Temporal.Instant`: `2026-11-21T10:00:00Z`. */
export function instantText(date: Date): string {
  const seconds = date.getTime() / 1000;
  if (!Number.isInteger(seconds)) return date.toTemporalInstant().toString();
  const number = Math.floor(seconds / day);
  const rest = seconds - number * day;
  return `${dayText(number)}T${two[Math.floor(rest / 3600)]}:${two[Math.floor(rest / 60) % 60]}:${two[rest % 60]}Z`;
}

function dayText(number: number): string {
  const known = days.get(number);
  if (known !== undefined) return known;
  const [text = ''] = new Date(number * day * 1000).toTemporalInstant().toString().split('T');
  if (days.size >= daysRemembered) days.clear();
  days.set(number, text);
  return text;
}
