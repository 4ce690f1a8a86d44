/** The scheduled transitions. Jobs, verbs and the test clock announce each of them once. */
export const calendarEventVerbs = {
  renewalWindowOpened: { description: 'The renewal window opened on schedule. Renewals are accepted from then on.' },
  termEnded: { description: 'A term ended on schedule, and the next term followed.' },
  subscriptionExpired: { description: 'The last term ended on schedule.' },
  subscriptionCancelled: { description: 'A scheduled cancellation took effect.' },
} as const;

type CalendarEventVerbs = typeof calendarEventVerbs;

declare module '../events/types.ts' {
  interface EventVerbs extends CalendarEventVerbs {}
}
