import type { Sql } from 'sql-template-tag';
import type { Transaction } from '../db/transactions/transaction.ts';
import type { Actor, Credential } from '../shared/actor.ts';
import type { Moment } from '../shared/clock.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { type Cause, eventMembers, insertEvent } from './repository.ts';
import type { NewEvent, UntiedEvent } from './types.ts';

/** Writes down, in the transaction of the change itself, what the actor did. */
export function recordEvent(
  tx: Transaction,
  { actor, requestId }: UseCaseContext,
  moment: Moment,
  event: NewEvent,
): void {
  insertEvent(tx, event, causeOf(actor), { ...moment, requestId });
}

/** The same in the statement of the change, where that need not be waited for: see `eventMembers`. */
export function eventOf({ actor }: Pick<UseCaseContext, 'actor'>, event: UntiedEvent, subject: Sql): Sql {
  return eventMembers(event, causeOf(actor), subject);
}

/** Who is answerable: the holder of the credential, and on whose behalf it acted. */
function causeOf({ credential, onBehalfOfId }: Actor): Cause {
  const { kind: actorKind, organisationId: actorOrganisationId } = credential;
  return { ...nobody, actorKind, actorOrganisationId, ...identifying(credential), onBehalfOfId };
}

function identifying(credential: Credential): Partial<Cause> {
  if (credential.kind === 'API_KEY') return { actorKeyId: credential.keyId };
  return { actorClientId: credential.clientId, actorOperatorId: credential.operatorId };
}

const nobody = {
  actorOrganisationId: null,
  actorKeyId: null,
  actorClientId: null,
  actorOperatorId: null,
  onBehalfOfId: null,
};

/** Writes down what was done at the operator's terminal, where nobody has a key. */
export function recordTerminalEvent(tx: Transaction, moment: Moment, event: NewEvent): void {
  insertEvent(tx, event, { ...nobody, actorKind: 'TERMINAL' }, { ...moment, requestId: null });
}
