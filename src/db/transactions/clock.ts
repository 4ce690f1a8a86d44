import sql, { type Sql } from 'sql-template-tag';
import type { Actor } from '../../shared/actor.ts';
import type { Moment } from '../../shared/clock.ts';
import type { Clock, UseCaseContext } from '../../shared/use-case-context.ts';
import type { Transaction } from './transaction.ts';

/** Whose time is asked for: that of a sandbox whose clock may stand elsewhere, or real time. */
interface Whose extends Pick<UseCaseContext, 'clock'> {
  readonly actor: Pick<Actor, 'testClockId'>;
}

export const databaseClock: Clock = { realNow: sql`clock_timestamp()` };

/**
 * The columns that make a `Moment`, for the select list of a locking statement; put the locking part into a CTE, or
 * they are computed before the lock is held.
 *
 * In a sandbox the clock's row is share-locked first, until the end of the transaction: the clock can't move while a
 * verb is under way, and a verb that waited for it sees where it moved to.
 */
export function momentColumns(tx: Transaction, { actor: { testClockId }, clock: { realNow } }: Whose): Sql {
  const present = sql`date_trunc('second', ${realNow})`;
  if (testClockId === null) return sql`${present} AS "now", ${realNow} AS "recordedAt"`;
  const clock = sql`SELECT "standsAt" FROM "TestClock" WHERE "organisationId" = ${testClockId}`;
  tx.write(sql`${clock} FOR SHARE`);
  return sql`coalesce((${clock}), ${present}) AS "now", ${realNow} AS "recordedAt"`;
}

/** The columns that make the `Moment` of real time, for what happens at the operator's terminal. */
export function realMomentColumns({ realNow }: Clock): Sql {
  return sql`date_trunc('second', ${realNow}) AS "now", ${realNow} AS "recordedAt"`;
}

/** The real time as of now, for what belongs to no sandbox: the operator's terminal and the jobs. */
export async function readRealMoment(tx: Transaction, clock: Clock): Promise<Moment> {
  return tx.row<Moment>(sql`SELECT ${realMomentColumns(clock)}`);
}

/** The time as of now, for a verb that locks nothing. */
export async function readMoment(tx: Transaction, ctx: Whose): Promise<Moment> {
  return tx.row<Moment>(sql`SELECT ${momentColumns(tx, ctx)}`);
}
