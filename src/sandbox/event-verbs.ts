/** The verbs of this feature that leave an event, with what the event records. */
export const sandboxEventVerbs = {
  advanceTestClock: { description: 'The test clock of a sandbox was advanced.' },
} as const;

type SandboxEventVerbs = typeof sandboxEventVerbs;

declare module '../events/types.ts' {
  interface EventVerbs extends SandboxEventVerbs {}
}
