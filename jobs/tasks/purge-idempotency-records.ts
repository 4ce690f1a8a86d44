import { purgeIdempotencyRecords } from '../../src/idempotency/purge-idempotency-records.ts';
import { purgeIdempotencyRecordsJob } from '../../src/queue/definitions.ts';
import { implement } from '../kit.ts';

export const purgeIdempotencyRecordsTask = implement(purgeIdempotencyRecordsJob, async (ctx) => {
  const purged = await purgeIdempotencyRecords(ctx);
  if (purged > 0) ctx.log.info({ job: purgeIdempotencyRecordsJob.name, purged }, 'purged');
});
