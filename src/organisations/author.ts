import type { Sql } from 'sql-template-tag';
import { momentColumns, readMoment, readRealMoment, realMomentColumns } from '../db/transactions/clock.ts';
import type { Transaction } from '../db/transactions/transaction.ts';
import { recordEvent, recordTerminalEvent } from '../events/record-event.ts';
import type { NewEvent } from '../events/types.ts';
import type { Moment } from '../shared/clock.ts';
import type { TerminalContext, UseCaseContext } from '../shared/use-case-context.ts';
import { findTestClock, isAbove } from './tree-repository.ts';

/** The author of a change to an organisation: an actor at a door, or the operator of this service at the terminal. */
export interface Author {
  /** Returns the columns with the author's time, for a locking statement. */
  momentColumns(tx: Transaction): Sql;
  /** Returns the author's time, for a verb that locks no row. */
  readMoment(tx: Transaction): Promise<Moment>;
  /**
   * Returns the time by the clock of an organisation. For an actor it is the given moment. The terminal uses real time,
   * so a sandbox may have another time.
   */
  tradingMoment(tx: Transaction, organisationId: number, moment: Moment): Promise<Moment>;
  /** Whether the author is still above an organisation, which may have been moved since the request arrived. */
  isAbove(tx: Transaction, organisationId: number): Promise<boolean>;
  record(tx: Transaction, moment: Moment, event: NewEvent): void;
}

export function actorAsAuthor(ctx: UseCaseContext): Author {
  return {
    momentColumns: (tx) => momentColumns(tx, ctx),
    readMoment: (tx) => readMoment(tx, ctx),
    tradingMoment: async (_tx, _organisationId, moment) => moment,
    isAbove: (tx, organisationId) => isAbove(tx, ctx.actor.organisationId, organisationId),
    record: (tx, moment, event) => recordEvent(tx, ctx, moment, event),
  };
}

export function terminalAsAuthor({ clock }: TerminalContext): Author {
  return {
    momentColumns: () => realMomentColumns(clock),
    readMoment: (tx) => readRealMoment(tx, clock),
    async tradingMoment(tx, organisationId) {
      const testClockId = await findTestClock(tx, organisationId);
      return readMoment(tx, { clock, actor: { testClockId } });
    },
    isAbove: async () => true,
    record: recordTerminalEvent,
  };
}
