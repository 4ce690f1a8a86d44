import type { ImplementedJob } from './kit.ts';
import { expireEndedTermsTask } from './tasks/expire-ended-terms.ts';
import { openRenewalWindowsTask } from './tasks/open-renewal-windows.ts';
import { purgeAccessTokensTask } from './tasks/purge-access-tokens.ts';
import { purgeIdempotencyRecordsTask } from './tasks/purge-idempotency-records.ts';

/** The jobs of a worker. */
export const jobs: readonly ImplementedJob[] = [
  expireEndedTermsTask,
  openRenewalWindowsTask,
  purgeAccessTokensTask,
  purgeIdempotencyRecordsTask,
];
