/** The verbs of this feature that record an event, with the description of the event. */
export const operatorEventVerbs = {
  createOperator: { description: 'An operator was created.' },
  updateOperator: { description: 'An operator was updated or moved to another organisation.' },
  createRole: { description: 'A role was created.' },
  updateRole: { description: 'A role was updated.' },
  removeRole: { description: 'A role was removed.' },
} as const;

type OperatorEventVerbs = typeof operatorEventVerbs;

declare module '../events/types.ts' {
  interface EventVerbs extends OperatorEventVerbs {}
}
