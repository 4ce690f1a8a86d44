import type { Sql } from 'sql-template-tag';
import { momentColumns, readMoment, readRealMoment, realMomentColumns } from '../db/transactions/clock.ts';
import type { Transaction } from '../db/transactions/transaction.ts';
import { recordEvent, recordTerminalEvent } from '../events/record-event.ts';
import type { NewEvent } from '../events/types.ts';
import type { Moment } from '../shared/clock.ts';
import type { TerminalContext, UseCaseContext } from '../shared/use-case-context.ts';
import { findTestClock, isAbove } from './tree-repository.ts';

/** Who changes organisations: an actor at a door, or the operator of this service at the terminal, above all trees. */
export interface Author {
  /** The columns that tell the author's time, for the statement that takes the lock. */
  momentColumns(tx: Transaction): Sql;
  /** The author's time, for a verb that locks no row. */
  readMoment(tx: Transaction): Promise<Moment>;
  /** The time by which an organisation trades. The actor's is the same; the terminal is in real time, a sandbox is not. */
  tradingMoment(tx: Transaction, organisationId: number, moment: Moment): Promise<Moment>;
  /** Whether the author is still above an organisation: it may have been moved away since the request came in. */
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
