import sql from 'sql-template-tag';
import type { Transaction } from '../db/transactions/transaction.ts';
import type { Moment } from '../shared/clock.ts';
import type { Clock } from '../shared/use-case-context.ts';

/** Locks a test clock against all verbs of its sandbox. Returns its time and whether it is stopped. */
export function lockTestClock(
  tx: Transaction,
  { realNow }: Clock,
  testClockId: number,
): Promise<Moment & { standsStill: boolean }> {
  return tx.row(sql`
    WITH locked AS MATERIALIZED (
      SELECT "standsAt" FROM "TestClock" WHERE "organisationId" = ${testClockId} FOR NO KEY UPDATE
    )
    SELECT coalesce("standsAt", date_trunc('second', ${realNow})) AS "now", ${realNow} AS "recordedAt",
           "standsAt" IS NOT NULL AS "standsStill"
    FROM locked`);
}

export async function setTestClock(tx: Transaction, testClockId: number, standsAt: Temporal.Instant): Promise<void> {
  await tx.rows(sql`UPDATE "TestClock" SET "standsAt" = ${standsAt} WHERE "organisationId" = ${testClockId}`);
}
