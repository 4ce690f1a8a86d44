/** The verbs of this feature that record an event, with the description of the event. */
export const sandboxEventVerbs = {
  advanceTestClock: { description: 'The test clock of a sandbox was advanced.' },
} as const;

type SandboxEventVerbs = typeof sandboxEventVerbs;

declare module '../events/types.ts' {
  interface EventVerbs extends SandboxEventVerbs {}
}
