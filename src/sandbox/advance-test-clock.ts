import { z } from 'zod';
import { inTransaction } from '../db/transactions/transaction.ts';
import { announceDueInSandbox } from '../due-transitions/announce-due-transitions.ts';
import { recordEvent } from '../events/record-event.ts';
import { mayActFor } from '../shared/actor.ts';
import { hasCome, wholeSecond } from '../shared/clock.ts';
import { checkPermission } from '../shared/permission-checks.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { ClockBackwardError, NotASandboxError } from './errors.ts';
import { lockTestClock, setTestClock } from './repository.ts';

/** The last instant to which a test clock moves: yearly terms sold then still end in a year of four digits. */
export const lastTestClockInstant = Temporal.Instant.from('9990-01-01T00:00:00Z');

const expectedInstant = `expected an instant up to ${lastTestClockInstant}`;

export const AdvanceTestClockInput = z.object({
  to: z
    .instanceof(Temporal.Instant, { error: expectedInstant })
    .refine((to) => hasCome(to, lastTestClockInstant), { error: expectedInstant })
    .transform(wholeSecond),
});
export type AdvanceTestClockInput = z.output<typeof AdvanceTestClockInput>;

export interface AdvancedTestClock {
  readonly now: Temporal.Instant;
  /** How many transitions became due on the way and were announced, at and below the actor. */
  readonly announced: number;
}

/**
 * Moves the clock of the actor's whole sandbox tree to `to` (whole seconds), where it stands still until it is moved
 * again. Everything due up to then is announced, in order, before the call answers; one long step does the same as many
 * short ones. The instant at which the clock stands already is a no-op.
 *
 * @throws {PermissionDeniedError} when the actor lacks `sandbox:advance`
 * @throws {NotASandboxError} in a real tree
 * @throws {ClockBackwardError} when `to` is before the sandbox's present
 */
export async function advanceTestClock(ctx: UseCaseContext, { to }: AdvanceTestClockInput): Promise<AdvancedTestClock> {
  orThrow(checkPermission(ctx.actor, 'sandbox:advance'));
  const { testClockId } = ctx.actor;
  if (testClockId === null) throw new NotASandboxError();
  return inTransaction(ctx.pool, async (tx) => {
    const { now, recordedAt, standsStill } = await lockTestClock(tx, ctx.clock, testClockId);
    if (!hasCome(now, to)) throw new ClockBackwardError(now, to);
    if (standsStill && to.equals(now)) return { now, announced: 0 };
    await setTestClock(tx, testClockId, to);
    const announced = await announceDueInSandbox(tx, testClockId, { now: to, recordedAt });
    recordEvent(
      tx,
      ctx,
      { now: to, recordedAt },
      {
        verb: 'advanceTestClock',
        organisationId: testClockId,
        subjectType: 'ORGANISATION',
        subjectId: testClockId,
        before: { now },
        after: { now: to },
      },
    );
    // Of what happened to organisations above and beside it, the actor learns nothing, not even how much it was.
    return { now: to, announced: announced.filter((id) => mayActFor(ctx.actor, id)).length };
  });
}
