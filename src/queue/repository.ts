import sql from 'sql-template-tag';
import type { Transaction } from '../db/transactions/transaction.ts';

export async function recordHeartbeat(tx: Transaction, poolId: string, seenAt: Temporal.Instant): Promise<void> {
  await tx.rows(sql`
    INSERT INTO "WorkerHeartbeat" ("poolId", "seenAt") VALUES (${poolId}, ${seenAt})
    ON CONFLICT ("poolId") DO UPDATE SET "seenAt" = excluded."seenAt"`);
}

/** The pools that hold locks from before `since` and have not been seen since then. */
export async function findDeadPools(tx: Transaction, since: Temporal.Instant): Promise<string[]> {
  const rows = await tx.rows<{ poolId: string }>(sql`
    SELECT DISTINCT job."locked_by" AS "poolId" FROM graphile_worker.jobs job
    WHERE job."locked_at" < ${since}
      AND NOT EXISTS (SELECT FROM "WorkerHeartbeat" WHERE "poolId" = job."locked_by" AND "seenAt" >= ${since})`);
  return rows.map((row) => row.poolId);
}

export async function unlockJobsOf(tx: Transaction, poolIds: readonly string[]): Promise<void> {
  await tx.rows(sql`SELECT graphile_worker.force_unlock_workers(${poolIds}::text[])`);
}

/** Removes the jobs that failed for good, whose last try was before then. The log has told of each failure. */
export async function forgetFailedJobs(tx: Transaction, before: Temporal.Instant): Promise<void> {
  await tx.rows(sql`
    SELECT graphile_worker.complete_jobs(ARRAY(
      SELECT "id" FROM graphile_worker.jobs
      WHERE "attempts" >= "max_attempts" AND "locked_at" IS NULL AND "updated_at" < ${before}))`);
}

export async function forgetHeartbeats(tx: Transaction, before: Temporal.Instant): Promise<void> {
  await tx.rows(sql`DELETE FROM "WorkerHeartbeat" WHERE "seenAt" < ${before}`);
}
