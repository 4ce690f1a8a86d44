import type { EventVerb, SubjectType } from '../../../events/types.ts';
import { builder } from '../builder.ts';
import { type ActorKind, ActorKindEnum, EventVerbEnum, SubjectTypeEnum } from '../enums.ts';
import { encodeGlobalId } from '../global-id.ts';
import { ApiClientNode } from '../identity/api-clients/type.ts';
import { ApiKeyNode } from '../identity/keys/type.ts';
import { OperatorNode } from '../identity/operators/type.ts';
import { OrganisationNode } from '../organisations/type.ts';
import { typeNames } from './filter.ts';

// The id of nothing: what a resolver is given to read with has to be used, also where there is nothing to read.
const nothing = 0;

builder.prismaNode('Event', {
  id: { field: 'id', description: 'The id of this object in this API.' },
  nullable: true,
  fields: (t) => ({
    organisation: t.relation('organisation', { description: 'The organisation that the subject belongs to.' }),
    verb: t.field({
      type: EventVerbEnum,
      description: 'What happened.',
      select: { verb: true },
      resolve: (event) => event.verb as EventVerb,
    }),
    actorKind: t.field({
      type: ActorKindEnum,
      description: 'Who caused it.',
      select: { actorKind: true },
      resolve: (event) => event.actorKind as ActorKind,
    }),
    actorOrganisation: t.prismaField({
      type: OrganisationNode,
      nullable: true,
      description: 'The organisation that caused it; null when nobody did, or when that is above you.',
      select: { actorOrganisationId: true },
      resolve: (query, { actorOrganisationId: id }, _args, { reader }) =>
        reader.organisation.findUnique({ ...query, where: { id: id ?? nothing } }),
    }),
    actorKey: t.prismaField({
      type: ApiKeyNode,
      nullable: true,
      description: 'The key with which it was caused; null when there was none, or when that is above you.',
      select: { actorKeyId: true },
      resolve: (query, { actorKeyId: id }, _args, { reader }) =>
        reader.apiKey.findUnique({ ...query, where: { id: id ?? nothing } }),
    }),
    actorClient: t.prismaField({
      type: ApiClientNode,
      nullable: true,
      description: 'The API client with which it was caused; null when there was none, or when that is above you.',
      select: { actorClientId: true },
      resolve: (query, { actorClientId: id }, _args, { reader }) =>
        reader.apiClient.findUnique({ ...query, where: { id: id ?? nothing } }),
    }),
    actorOperator: t.prismaField({
      type: OperatorNode,
      nullable: true,
      description: 'The operator who caused it; null when nobody or a key did, or when that is above you.',
      select: { actorOperatorId: true },
      resolve: (query, { actorOperatorId: id }, _args, { reader }) =>
        reader.operator.findUnique({ ...query, where: { id: id ?? nothing } }),
    }),
    onBehalfOf: t.prismaField({
      type: OperatorNode,
      nullable: true,
      description: 'The operator in whose name it was caused; null when who caused it acted in its own.',
      select: { onBehalfOfId: true },
      resolve: (query, { onBehalfOfId: id }, _args, { reader }) =>
        reader.operator.findUnique({ ...query, where: { id: id ?? nothing } }),
    }),
    subjectType: t.field({
      type: SubjectTypeEnum,
      description: 'What it is about.',
      select: { subjectType: true },
      resolve: (event) => event.subjectType as SubjectType,
    }),
    subjectId: t.id({
      description:
        'The id of what it is about, to ask for as a `node`; a user or a customer may have been removed since.',
      select: { subjectType: true, subjectId: true },
      resolve: (event) => encodeGlobalId(typeNames[event.subjectType as SubjectType], event.subjectId),
    }),
    term: t.relation('term', {
      nullable: true,
      description: 'The term that ended or whose renewal window opened; null where a verb did something.',
    }),
    requestId: t.exposeString('requestId', {
      nullable: true,
      description: 'The request that caused it, as its answer named it in the header `x-request-id`.',
    }),
    before: t.expose('before', {
      type: 'JSON',
      nullable: true,
      description: 'What changed, as it was before. Ids in it are those called `databaseId`.',
    }),
    after: t.expose('after', {
      type: 'JSON',
      nullable: true,
      description:
        'What changed, as it was afterwards. Ids in it are those called `databaseId`; personal members appear by their names only.',
    }),
    seal: t.relation('seal', {
      nullable: true,
      description: 'Its place in the hash chain; null for a few seconds, until it is sealed.',
    }),
    occurredAt: t.expose('occurredAt', { type: 'DateTime' }),
    recordedAt: t.expose('recordedAt', { type: 'DateTime' }),
  }),
});
