import { z } from 'zod';

/** A job: its name and its payload. The name is also that of its file and of its line in `jobs/crontab`. */
export interface JobDefinition<Payload extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly payload: Payload;
}

const nothing = z.strictObject({});

export const expireEndedTermsJob = { name: 'expire-ended-terms', payload: nothing } satisfies JobDefinition;
export const purgeAccessTokensJob = { name: 'purge-access-tokens', payload: nothing } satisfies JobDefinition;
export const openRenewalWindowsJob = { name: 'open-renewal-windows', payload: nothing } satisfies JobDefinition;
export const purgeIdempotencyRecordsJob = {
  name: 'purge-idempotency-records',
  payload: nothing,
} satisfies JobDefinition;
