import { builder } from '../../builder.ts';

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
