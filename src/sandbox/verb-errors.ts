import { writeErrors } from '../db/write-errors.ts';
import { ClockBackwardError, NotASandboxError } from './errors.ts';

/** The errors with which each verb of this feature refuses. */
export const sandboxVerbErrors = {
  advanceTestClock: [...writeErrors, NotASandboxError, ClockBackwardError],
};
