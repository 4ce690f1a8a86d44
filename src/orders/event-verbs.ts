/** The verbs of this feature that record an event, with the description of the event. */
export const orderEventVerbs = {
  createFirstOrder: { description: 'A subscription was opened.' },
  createRenewalOrder: { description: 'A term was added.' },
  changeSeats: { description: 'Seats were added.' },
  suspendOrder: { description: 'A hold was placed, or its reason was changed.' },
  resumeOrder: { description: 'Holds were lifted.' },
  cancelOrder: { description: 'A subscription was cancelled, or its cancellation was scheduled.' },
  keepOrder: { description: 'A scheduled cancellation was withdrawn.' },
  updateOrder: { description: 'The details of an order were updated.' },
  archiveOrder: { description: 'An order was archived.' },
  restoreOrder: { description: 'An archived order was restored.' },
} as const;

type OrderEventVerbs = typeof orderEventVerbs;

declare module '../events/types.ts' {
  interface EventVerbs extends OrderEventVerbs {}
}
