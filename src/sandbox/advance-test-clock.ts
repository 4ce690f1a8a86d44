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

/** The last instant of a test clock. Yearly terms sold then still end in a four-digit year. */
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
  /** The number of transitions at and below the actor that became due and were announced. */
  readonly announced: number;
}

/**
 * Moves the clock of the actor's sandbox tree to `to` (rounded down to whole seconds), where it stops until the next
 * move. All transitions due up to then are announced in order before the call returns. One long move has the same
 * effect as many short ones. A move to the present time of a stopped clock changes nothing.
 *
 * @throws {PermissionDeniedError} if the actor lacks `sandbox:advance`
 * @throws {NotASandboxError} if the actor is in a real tree
 * @throws {ClockBackwardError} if `to` is before the present time of the sandbox
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
    // The number must not reveal anything about organisations above or beside the actor.
    return { now: to, announced: announced.filter((id) => mayActFor(ctx.actor, id)).length };
  });
}
