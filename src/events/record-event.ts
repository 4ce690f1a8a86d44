import type { Sql } from 'sql-template-tag';
import type { Transaction } from '../db/transactions/transaction.ts';
import type { Actor, Credential } from '../shared/actor.ts';
import type { Moment } from '../shared/clock.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { type Cause, eventMembers, insertEvent } from './repository.ts';
import type { NewEvent, UntiedEvent } from './types.ts';

export { causeDefinitions, eventMembersOfRequests } from './repository.ts';

/** Records an event of the actor in the transaction of the change. */
export function recordEvent(
  tx: Transaction,
  { actor, requestId }: UseCaseContext,
  moment: Moment,
  event: NewEvent,
): void {
  insertEvent(tx, event, causeOf(actor), { ...moment, requestId });
}

/** Returns the event as part of the statement of the change. See `eventMembers`. */
export function eventOf({ actor }: Pick<UseCaseContext, 'actor'>, event: UntiedEvent, subject: Sql): Sql {
  return eventMembers(event, causeOf(actor), subject);
}

/** Returns the cause of an event: the holder of the credential, and the operator on whose behalf it acted. */
export function causeOf({ credential, onBehalfOfId }: Actor): Cause {
  const { kind: actorKind, organisationId: actorOrganisationId } = credential;
  return { ...noActor, actorKind, actorOrganisationId, ...identifying(credential), onBehalfOfId };
}

function identifying(credential: Credential): Partial<Cause> {
  if (credential.kind === 'API_KEY') return { actorKeyId: credential.keyId };
  return { actorClientId: credential.clientId, actorOperatorId: credential.operatorId };
}

const noActor = {
  actorOrganisationId: null,
  actorKeyId: null,
  actorClientId: null,
  actorOperatorId: null,
  onBehalfOfId: null,
};

/** Records an event of the operator at the terminal, which has no credential. */
export function recordTerminalEvent(tx: Transaction, moment: Moment, event: NewEvent): void {
  insertEvent(tx, event, { ...noActor, actorKind: 'TERMINAL' }, { ...moment, requestId: null });
}
