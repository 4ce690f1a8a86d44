import type { Conditions } from '../db/reader.ts';
import { builder } from './builder.ts';
import { allOf, given } from './connection.ts';
import { ApiKeyConnection } from './connections.ts';
import { numericId } from './global-id.ts';
import { listed } from './listed.ts';
import { OrganisationNode } from './organisations.ts';
import { sortInput } from './sorting.ts';

export const ApiKeyNode = builder.prismaNode('ApiKey', {
  id: { field: 'id', description: 'The id of this object in this API.' },
  nullable: true,
  // Only what is asked for is read, and so never the hash.
  select: { id: true },
  description: 'A key of an organisation, without what makes it one: the key itself was shown once, when it was made.',
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Our id, as the envelope and events show it.' }),
    organisation: t.relation('organisation', { description: 'The organisation that it authenticates.' }),
    name: t.exposeString('name', { nullable: true, description: 'What its owner calls it.' }),
    hint: t.exposeString('hint'),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was last used, to within a minute; null when it never was.',
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was revoked; null while it is good.',
    }),
  }),
});

const ApiKeyFilter = builder.inputType('ApiKeyFilter', {
  description: 'Which keys. Conditions that are left out hold for all.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: 'Only those of this organisation, by its `id`.' }),
    isRevoked: t.boolean({ description: 'Only those that were revoked, or only those that are good.' }),
  }),
});

const ApiKeySort = sortInput('ApiKey', 'keys', {
  ID: { value: 'id', description: 'The order in which they were made.' },
  CREATED_AT: { value: 'createdAt', description: 'When they were made.' },
});

function conditionsOf(filter: typeof ApiKeyFilter.$inferInput | null | undefined) {
  return allOf<Conditions['apiKey']>(
    given(filter?.organisation, (organisation) => ({ organisationId: numericId(organisation) })),
    given(filter?.isRevoked, (isRevoked) => ({ revokedAt: isRevoked ? { not: null } : null })),
  );
}

builder.queryField('apiKeys', (t) =>
  t.field({
    type: ApiKeyConnection,
    description: 'The keys of your organisation and of those below it, without what makes them keys.',
    args: {
      ...t.arg.connectionArgs(),
      filter: t.arg({ type: ApiKeyFilter, description: 'Which keys.' }),
      orderBy: t.arg({ type: ApiKeySort, description: 'How they are sorted; as they were made unless said.' }),
    },
    ...listed('apiKey', conditionsOf),
  }),
);
