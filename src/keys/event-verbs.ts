/** The verbs of this feature that record an event, with the description of the event. */
export const keyEventVerbs = {
  createKey: { description: 'An API key was created.' },
  revokeKey: { description: 'An API key was revoked.' },
} as const;

type KeyEventVerbs = typeof keyEventVerbs;

declare module '../events/types.ts' {
  interface EventVerbs extends KeyEventVerbs {}
}
