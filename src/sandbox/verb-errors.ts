import { writeErrors } from '../db/write-errors.ts';
import { ClockBackwardError, NotASandboxError } from './errors.ts';

/** The errors of each verb of this feature. */
export const sandboxVerbErrors = {
  advanceTestClock: [...writeErrors, NotASandboxError, ClockBackwardError],
};
