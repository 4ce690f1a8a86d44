/** The verbs of this feature that record an event, with the description of the event. */
export const customerEventVerbs = {
  createCustomer: { description: 'A customer was created.' },
  updateCustomer: { description: 'A customer was updated.' },
  archiveCustomer: { description: 'A customer was archived.' },
  restoreCustomer: { description: 'An archived customer was restored.' },
  removeCustomer: { description: 'A customer was removed.' },
} as const;

type CustomerEventVerbs = typeof customerEventVerbs;

declare module '../events/types.ts' {
  interface EventVerbs extends CustomerEventVerbs {}
}
