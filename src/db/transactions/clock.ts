import sql, { type Sql } from 'sql-template-tag';
import type { Actor } from '../../shared/actor.ts';
import type { Moment } from '../../shared/clock.ts';
import type { Clock, UseCaseContext } from '../../shared/use-case-context.ts';
import type { Transaction } from './transaction.ts';

/** Selects the clock: the test clock of a sandbox, or real time. */
interface ClockContext extends Pick<UseCaseContext, 'clock'> {
  readonly actor: Pick<Actor, 'testClockId'>;
}

export const databaseClock: Clock = { realNow: sql`clock_timestamp()` };

/**
 * Returns the columns of a `Moment` for the select list of a locking statement. Put the lock into a CTE; otherwise the
 * columns are computed before the lock is held.
 *
 * In a sandbox, this first locks the row of the test clock in share mode until the end of the transaction. The clock
 * cannot move while a verb is running, and a verb that waited for a move sees the new time.
 */
export function momentColumns(tx: Transaction, { actor: { testClockId }, clock: { realNow } }: ClockContext): Sql {
  const present = sql`date_trunc('second', ${realNow})`;
  if (testClockId === null) return sql`${present} AS "now", ${realNow} AS "recordedAt"`;
  const clock = sql`SELECT "standsAt" FROM "TestClock" WHERE "organisationId" = ${testClockId}`;
  tx.write(sql`${clock} FOR SHARE`);
  return sql`coalesce((${clock}), ${present}) AS "now", ${realNow} AS "recordedAt"`;
}

/** Returns the columns of a `Moment` in real time, for operations at the terminal. */
export function realMomentColumns({ realNow }: Clock): Sql {
  return sql`date_trunc('second', ${realNow}) AS "now", ${realNow} AS "recordedAt"`;
}

/** Returns the real time, for everything outside a sandbox: operations at the terminal and jobs. */
export async function readRealMoment(tx: Transaction, clock: Clock): Promise<Moment> {
  return tx.row<Moment>(sql`SELECT ${realMomentColumns(clock)}`);
}

/** Returns the time for a verb that takes no locks. */
export async function readMoment(tx: Transaction, ctx: ClockContext): Promise<Moment> {
  return tx.row<Moment>(sql`SELECT ${momentColumns(tx, ctx)}`);
}
