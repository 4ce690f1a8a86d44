import type { Conditions } from '../db/reader.ts';
import { builder } from './builder.ts';
import { allOf, given } from './connection.ts';
import { ApiClientConnection } from './connections.ts';
import { numericId } from './global-id.ts';
import { listed } from './listed.ts';
import { OrganisationNode } from './organisations.ts';
import { sortInput } from './sorting.ts';

builder.prismaObject('ApiClientSecret', {
  // Only what is asked for is read, and so never the hash.
  select: { id: true },
  description:
    'A secret of an API client, without what makes it one: the secret itself was shown once, when it was made.',
  fields: (t) => ({
    hint: t.exposeString('hint', { description: 'The part of it that people may see, to tell secrets apart.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made, in real time.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it stops being good, in real time; null when it does not by itself.',
    }),
  }),
});

export const ApiClientNode = builder.prismaNode('ApiClient', {
  id: { field: 'id', description: 'The id of this object in this API.' },
  nullable: true,
  select: { id: true },
  description: 'A program that acts for an operator, by OAuth 2.0. All its times are real, in a sandbox too.',
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Our id, as events show it.' }),
    organisation: t.relation('organisation', { description: 'The organisation of its operator.' }),
    clientId: t.exposeString('clientId', { description: 'What OAuth calls `client_id`.' }),
    name: t.exposeString('name', { description: 'What its owner calls it.' }),
    scope: t.stringList({
      nullable: true,
      description: 'The permissions to which it is limited; null when it may do all that its operator may.',
      select: { scope: true },
      resolve: ({ scope }) => scope?.split(' ') ?? null,
    }),
    secrets: t.relation('secrets', {
      description: 'Its secrets, oldest first: two at the most, of which the older one is on its way out.',
      query: { orderBy: { id: 'asc' } },
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it stops being good; null when it does not by itself.',
    }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it or one of its tokens was last used, to within a minute; null when that never happened.',
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was revoked; null when it was not.',
    }),
  }),
});

const ApiClientFilter = builder.inputType('ApiClientFilter', {
  description: 'Which API clients. Conditions that are left out hold for all.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: 'Only those of this organisation, by its `id`.' }),
    isRevoked: t.boolean({ description: 'Only those that were revoked, or only those that were not.' }),
  }),
});

const ApiClientSort = sortInput('ApiClient', 'API clients', {
  ID: { value: 'id', description: 'The order in which they were made.' },
  NAME: { value: 'name', description: 'Their name.' },
  CREATED_AT: { value: 'createdAt', description: 'When they were made.' },
});

function conditionsOf(filter: typeof ApiClientFilter.$inferInput | null | undefined) {
  return allOf<Conditions['apiClient']>(
    given(filter?.organisation, (organisation) => ({ organisationId: numericId(organisation) })),
    given(filter?.isRevoked, (isRevoked) => ({ revokedAt: isRevoked ? { not: null } : null })),
  );
}

builder.queryField('apiClients', (t) =>
  t.field({
    type: ApiClientConnection,
    description: 'The API clients of the operators of your organisation and of those below it.',
    args: {
      ...t.arg.connectionArgs(),
      filter: t.arg({ type: ApiClientFilter, description: 'Which API clients.' }),
      orderBy: t.arg({ type: ApiClientSort, description: 'How they are sorted; as they were made unless said.' }),
    },
    ...listed('apiClient', conditionsOf),
  }),
);
