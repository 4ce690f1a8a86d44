import { z } from 'zod';
import { AdvanceTestClockInput, advanceTestClock, lastTestClockInstant } from '../sandbox/advance-test-clock.ts';
import { unixSeconds } from '../shared/clock.ts';
import { expectedNumber } from '../shared/input.ts';
import { method } from './method.ts';

const latest = unixSeconds(lastTestClockInstant);
const expectedTime = expectedNumber(`a time in whole Unix seconds from 0 to ${latest}`);

export const sandboxMethods = {
  advanceTestClock: method(
    z
      .object({
        to: z.number(expectedTime).refine((to) => Number.isInteger(to) && to >= 0 && to <= latest, expectedTime),
      })
      .transform(({ to }) => ({ to: Temporal.Instant.fromEpochMilliseconds(to * 1000) }))
      .pipe(AdvanceTestClockInput),
    async (ctx, params) => {
      const { now, announced } = await advanceTestClock(ctx, params);
      return { now: unixSeconds(now), announced };
    },
  ),
};
