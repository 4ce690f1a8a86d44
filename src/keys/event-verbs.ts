/** The verbs of this feature that leave an event, with what the event records. */
export const keyEventVerbs = {
  createKey: { description: 'An API key was created.' },
  revokeKey: { description: 'An API key was revoked.' },
} as const;

type KeyEventVerbs = typeof keyEventVerbs;

declare module '../events/types.ts' {
  interface EventVerbs extends KeyEventVerbs {}
}
