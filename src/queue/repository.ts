import sql from 'sql-template-tag';
import type { Transaction } from '../db/transactions/transaction.ts';

export async function recordHeartbeat(tx: Transaction, poolId: string, seenAt: Temporal.Instant): Promise<void> {
  await tx.rows(sql`
    INSERT INTO "WorkerHeartbeat" ("poolId", "seenAt") VALUES (${poolId}, ${seenAt})
    ON CONFLICT ("poolId") DO UPDATE SET "seenAt" = excluded."seenAt"`);
}

/** Returns the worker pools that hold locks from before `since` and have sent no heartbeat since then. */
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

/** Removes the jobs that failed permanently and were last tried before `before`. The log has each failure. */
export async function forgetFailedJobs(tx: Transaction, before: Temporal.Instant): Promise<void> {
  await tx.rows(sql`
    SELECT graphile_worker.complete_jobs(ARRAY(
      SELECT "id" FROM graphile_worker.jobs
      WHERE "attempts" >= "max_attempts" AND "locked_at" IS NULL AND "updated_at" < ${before}))`);
}

export async function forgetHeartbeats(tx: Transaction, before: Temporal.Instant): Promise<void> {
  await tx.rows(sql`DELETE FROM "WorkerHeartbeat" WHERE "seenAt" < ${before}`);
}

/**
 * Resets recorded schedule runs that are later than `limit` to the minute of `now`, so that the run of the next minute
 * takes place. Returns the ids of their lines in the crontab.
 */
export async function pullBackSchedule(
  tx: Transaction,
  now: Temporal.Instant,
  limit: Temporal.Instant,
): Promise<string[]> {
  const rows = await tx.rows<{ identifier: string }>(sql`
    UPDATE graphile_worker._private_known_crontabs SET
      "known_since" = least("known_since", date_trunc('minute', ${now}::timestamptz)),
      "last_execution" = CASE WHEN "last_execution" > ${limit}
        THEN date_trunc('minute', ${now}::timestamptz) ELSE "last_execution" END
    WHERE "last_execution" > ${limit} OR "known_since" > ${limit}
    RETURNING "identifier"`);
  return rows.map(({ identifier }) => identifier).sort();
}

/**
 * Makes scheduled jobs ready that are due after `limit`. The queue schedules each run for the minute in which it
 * schedules it. A failed job keeps waiting for its next attempt.
 */
export async function pullForwardScheduledJobs(
  tx: Transaction,
  now: Temporal.Instant,
  limit: Temporal.Instant,
): Promise<void> {
  await tx.rows(sql`
    SELECT graphile_worker.reschedule_jobs(ARRAY(
      SELECT "id" FROM graphile_worker._private_jobs
      WHERE "run_at" > ${limit} AND "attempts" = 0 AND "locked_at" IS NULL AND "payload"->'_cron' IS NOT NULL), ${now})`);
}

/** Whether one of these jobs has been ready since before `before` without being taken. */
export async function hasReadyJob(
  tx: Transaction,
  names: readonly string[],
  before: Temporal.Instant,
): Promise<boolean> {
  const { hasReadyJob } = await tx.row<{ hasReadyJob: boolean }>(sql`
    SELECT EXISTS (
      SELECT FROM graphile_worker.jobs
      WHERE "task_identifier" = ANY(${names}::text[]) AND "locked_at" IS NULL AND "attempts" < "max_attempts"
        AND "run_at" < ${before}) AS "hasReadyJob"`);
  return hasReadyJob;
}
