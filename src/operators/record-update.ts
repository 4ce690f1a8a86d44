import type { Transaction } from '../db/transactions/transaction.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Moment } from '../shared/clock.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { type OperatorUpdate, statesOf } from './plans.ts';
import type { KnownOperator } from './types.ts';

/**
 * Records a change of an operator. A change of organisation records an event in both, so that both trails show it.
 * Neither event names the other organisation, because its readers may not see it.
 */
export function recordUpdate(
  tx: Transaction,
  ctx: UseCaseContext,
  moment: Moment,
  operator: KnownOperator,
  { after, changed, isMove }: OperatorUpdate,
  revokedClients: readonly number[],
): void {
  const event = { verb: 'updateOperator', subjectType: 'OPERATOR', subjectId: operator.id } as const;
  const [organisationId, previousId] = [after.organisationId, operator.organisationId];
  if (isMove) {
    const left = { changed: ['organisation'], revokedClients };
    recordEvent(tx, ctx, moment, {
      ...event,
      organisationId: previousId,
      before: statesOf(operator),
      after: left,
    });
  }
  const before = isMove ? null : statesOf(operator);
  recordEvent(tx, ctx, moment, { ...event, organisationId, before, after: { ...statesOf(after), changed } });
}
