import type { Transaction } from '../db/transaction.ts';
import type { Moment } from '../shared/clock.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { insertEvent } from './repository.ts';
import type { NewEvent } from './types.ts';

/** Writes down, in the transaction of the change itself, what the actor did. */
export async function recordEvent(
  tx: Transaction,
  { actor, requestId }: UseCaseContext,
  moment: Moment,
  event: NewEvent,
): Promise<void> {
  const cause = { actorOrganisationId: actor.organisationId, actorKeyId: actor.keyId, requestId };
  await insertEvent(tx, event, { actorKind: 'API_KEY', ...cause }, moment);
}

/** Writes down what was done at the operator's terminal, where nobody has a key. */
export async function recordTerminalEvent(tx: Transaction, moment: Moment, event: NewEvent): Promise<void> {
  const cause = { actorOrganisationId: null, actorKeyId: null, requestId: null };
  await insertEvent(tx, event, { actorKind: 'TERMINAL', ...cause }, moment);
}
