import type { EventVerb, SubjectType } from '../../../events/types.ts';
import { builder } from '../builder.ts';
import { encodeGlobalId } from '../global-id.ts';
import { ApiClientNode } from '../identity/api-clients/type.ts';
import { ApiKeyNode } from '../identity/keys/type.ts';
import { OperatorNode } from '../identity/operators/type.ts';
import { OrganisationNode } from '../organisations/type.ts';
import { type ActorKind, ActorKindEnum, EventVerbEnum, SubjectTypeEnum } from './enums.ts';
import { typeNames } from './filter.ts';

// An id that matches no row. Pothos requires a resolver to use its query even if there is nothing to read.
const nothing = 0;

builder.prismaNode('Event', {
  id: { field: 'id', description: 'The global id of this object.' },
  nullable: true,
  fields: (t) => ({
    organisation: t.relation('organisation', { description: 'The organisation that owns the subject.' }),
    verb: t.field({
      type: EventVerbEnum,
      description: 'The operation that the event records.',
      select: { verb: true },
      resolve: (event) => event.verb as EventVerb,
    }),
    actorKind: t.field({
      type: ActorKindEnum,
      description: 'The kind of the actor.',
      select: { actorKind: true },
      resolve: (event) => event.actorKind as ActorKind,
    }),
    actorOrganisation: t.prismaField({
      type: OrganisationNode,
      nullable: true,
      description:
        'The organisation that caused the event. Null for a scheduled transition, or if the organisation is an ancestor of yours.',
      select: { actorOrganisationId: true },
      resolve: (query, { actorOrganisationId: id }, _args, { reader }) =>
        reader.organisation.findUnique({ ...query, where: { id: id ?? nothing } }),
    }),
    actorKey: t.prismaField({
      type: ApiKeyNode,
      nullable: true,
      description:
        'The API key with which the event was caused. Null if no API key was used, or if it belongs to an ancestor of your organisation.',
      select: { actorKeyId: true },
      resolve: (query, { actorKeyId: id }, _args, { reader }) =>
        reader.apiKey.findUnique({ ...query, where: { id: id ?? nothing } }),
    }),
    actorClient: t.prismaField({
      type: ApiClientNode,
      nullable: true,
      description:
        'The API client with which the event was caused. Null if no API client was used, or if it belongs to an ancestor of your organisation.',
      select: { actorClientId: true },
      resolve: (query, { actorClientId: id }, _args, { reader }) =>
        reader.apiClient.findUnique({ ...query, where: { id: id ?? nothing } }),
    }),
    actorOperator: t.prismaField({
      type: OperatorNode,
      nullable: true,
      description:
        'The operator that caused the event. Null if no operator did, or if the operator belongs to an ancestor of your organisation.',
      select: { actorOperatorId: true },
      resolve: (query, { actorOperatorId: id }, _args, { reader }) =>
        reader.operator.findUnique({ ...query, where: { id: id ?? nothing } }),
    }),
    onBehalfOf: t.prismaField({
      type: OperatorNode,
      nullable: true,
      description: 'The operator on whose behalf the actor acted. Null if it acted in its own name.',
      select: { onBehalfOfId: true },
      resolve: (query, { onBehalfOfId: id }, _args, { reader }) =>
        reader.operator.findUnique({ ...query, where: { id: id ?? nothing } }),
    }),
    subjectType: t.field({
      type: SubjectTypeEnum,
      description: 'The type of the subject, the object that the event is about.',
      select: { subjectType: true },
      resolve: (event) => event.subjectType as SubjectType,
    }),
    subjectId: t.id({
      description: 'The global id of the subject, which may have been removed since.',
      select: { subjectType: true, subjectId: true },
      resolve: (event) => encodeGlobalId(typeNames[event.subjectType as SubjectType], event.subjectId),
    }),
    term: t.relation('term', {
      nullable: true,
      description:
        'The term that ended or whose renewal window opened. Null unless the event is a scheduled transition of a term.',
    }),
    requestId: t.exposeString('requestId', {
      nullable: true,
      description: 'The id of the request, from the `x-request-id` header of its response.',
    }),
    before: t.expose('before', {
      type: 'JSON',
      nullable: true,
      description: 'The changed values before the event. Ids in it correspond to `databaseId`.',
    }),
    after: t.expose('after', {
      type: 'JSON',
      nullable: true,
      description:
        'The changed values after the event. Ids in it correspond to `databaseId`. Personal data appears by the names of its members only.',
    }),
    seal: t.relation('seal', {
      nullable: true,
      description: "The event's seal in the hash chain. Null for a few seconds, until the event is sealed.",
    }),
    occurredAt: t.expose('occurredAt', { type: 'DateTime' }),
    recordedAt: t.expose('recordedAt', { type: 'DateTime' }),
  }),
});
