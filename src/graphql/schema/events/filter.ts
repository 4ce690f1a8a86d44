import type { Conditions } from '../../../db/reading/reader.ts';
import type { SubjectType } from '../../../events/types.ts';
import type { Actor } from '../../../shared/actor.ts';
import { BadUserInputError } from '../../execution/bad-user-input.ts';
import type { GraphqlContext } from '../../execution/context.ts';
import { builder } from '../builder.ts';
import { allOf, dateOf, ifGiven } from '../connection.ts';
import { numericId } from '../global-id.ts';
import { OrganisationNode } from '../organisations/type.ts';
import { EventVerbEnum } from './enums.ts';

/** The names of subject types in this API. */
export const typeNames: Readonly<Record<SubjectType, string>> = {
  ORGANISATION: 'Organisation',
  OPERATOR: 'Operator',
  ROLE: 'Role',
  KEY: 'ApiKey',
  API_CLIENT: 'ApiClient',
  CUSTOMER: 'Customer',
  SUBSCRIPTION: 'Subscription',
  ORDER: 'Order',
  USER: 'User',
};

const subjectTypes = Object.fromEntries(Object.entries(typeNames).map(([type, name]) => [name, type]));

export const EventFilter = builder.inputType('EventFilter', {
  description: 'Filter criteria for events. An omitted criterion matches all events.',
  fields: (t) => ({
    organisation: t.globalID({
      for: OrganisationNode,
      description: 'Filters by the `id` of the organisation that owns the subject of the event.',
    }),
    subject: t.globalID({
      description:
        'Filters by the `id` of the subject: a customer, a subscription, an order, a user, an operator, a role, an API key, an API client or an organisation.',
    }),
    actor: t.globalID({
      description: 'Filters by the `id` of the actor: an organisation, an API key, an API client or an operator.',
    }),
    onBehalfOf: t.globalID({
      description: 'Filters by the `id` of the operator on whose behalf another operator acted.',
    }),
    verb: t.field({
      type: [EventVerbEnum],
      description: 'Filters by operation. An event matches if its operation is in the list.',
    }),
    occurredAfter: t.field({
      type: 'DateTime',
      description: 'Returns only events that happened at or after this date and time.',
    }),
    occurredBefore: t.field({
      type: 'DateTime',
      description: 'Returns only events that happened before this date and time.',
    }),
    sealedAfter: t.float({
      description: 'Returns only events after this position in the hash chain of their organisation.',
    }),
    sealedUpTo: t.float({
      description: 'Returns only events up to this position in the hash chain of their organisation, inclusive.',
    }),
  }),
});

type Filter = typeof EventFilter.$inferInput;

interface GlobalId {
  readonly typename: string;
  readonly id: string;
}

/** Returns the conditions of a filter. Actors that the reader cannot see match no events. */
export function eventConditions(filter: Filter | null | undefined, { useCase: { actor: reader } }: GraphqlContext) {
  return allOf<Conditions['event']>(
    ifGiven(filter?.organisation, (organisation) => ({ organisationId: numericId(organisation) })),
    ifGiven(filter?.subject, subjectCondition),
    ifGiven(filter?.actor, (actor) => actorCondition(actor, reader)),
    ifGiven(filter?.onBehalfOf, (operator) => onBehalfOfCondition(operator, reader)),
    ifGiven(filter?.verb, (verbs) => ({ verb: { in: verbs } })),
    ifGiven(filter?.occurredAfter, (instant) => ({ occurredAt: { gte: dateOf(instant) } })),
    ifGiven(filter?.occurredBefore, (instant) => ({ occurredAt: { lt: dateOf(instant) } })),
    ifGiven(filter?.sealedAfter, (place) => ({ seal: { sequence: { gt: placeOf('sealedAfter', place) } } })),
    ifGiven(filter?.sealedUpTo, (place) => ({ seal: { sequence: { lte: placeOf('sealedUpTo', place) } } })),
  );
}

function subjectCondition({ typename, id }: GlobalId): Conditions['event'] {
  const subjectType = subjectTypes[typename];
  if (subjectType === undefined) throw new BadUserInputError(`subject: there are no events about a ${typename}.`);
  return { subjectType, subjectId: Number(id) };
}

function actorCondition({ typename, id: text }: GlobalId, { organisationIds }: Actor): Conditions['event'] {
  const id = Number(text);
  const isVisible = { organisationId: { in: [...organisationIds] } };
  if (typename === 'Organisation') return { actorOrganisationId: { in: organisationIds.filter((own) => own === id) } };
  if (typename === 'ApiKey') return { actorKeyId: id, actorKey: isVisible };
  if (typename === 'ApiClient') return { actorClientId: id, actorClient: isVisible };
  if (typename === 'Operator') return { actorOperatorId: id, actorOperator: isVisible };
  throw new BadUserInputError(`actor: a ${typename} cannot cause events.`);
}

function onBehalfOfCondition({ typename, id }: GlobalId, { organisationIds }: Actor): Conditions['event'] {
  if (typename !== 'Operator')
    throw new BadUserInputError(`onBehalfOf: a request cannot act on behalf of a ${typename}.`);
  return { onBehalfOfId: Number(id), onBehalfOf: { organisationId: { in: [...organisationIds] } } };
}

function placeOf(name: string, place: number): bigint {
  if (!Number.isSafeInteger(place)) throw new BadUserInputError(`${name}: expected a whole number, found ${place}.`);
  return BigInt(place);
}
