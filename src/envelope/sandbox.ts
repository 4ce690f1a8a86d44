import { z } from 'zod';
import { AdvanceTestClockInput, advanceTestClock } from '../sandbox/advance-test-clock.ts';
import { unixSeconds } from '../shared/clock.ts';
import { expected } from '../shared/input.ts';
import { method } from './method.ts';

const wantedSeconds = expected('a time in whole Unix seconds, not before 1970');

export const sandboxMethods = {
  advanceTestClock: method(
    z
      .object({ to: z.int(wantedSeconds).min(0, wantedSeconds).max(253_370_764_800, wantedSeconds) })
      .transform(({ to }) => ({ to: Temporal.Instant.fromEpochMilliseconds(to * 1000) }))
      .pipe(AdvanceTestClockInput),
    async (ctx, params) => {
      const { now, announced } = await advanceTestClock(ctx, params);
      return { now: unixSeconds(now), announced };
    },
  ),
};
