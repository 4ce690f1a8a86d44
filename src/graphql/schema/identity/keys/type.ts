import { builder } from '../../builder.ts';

export const ApiKeyNode = builder.prismaNode('ApiKey', {
  id: { field: 'id', description: 'The global id of this object.' },
  nullable: true,
  // Only selected columns are read, never the hash.
  select: { id: true },
  description:
    'The metadata of an API key that authenticates an organisation. The key itself is shown only once, when it is created. All its times are in real time, even in a sandbox.',
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The numeric id that the envelope, REST and events use.' }),
    organisation: t.relation('organisation', { description: 'The organisation that the API key authenticates.' }),
    name: t.exposeString('name', { nullable: true, description: 'The name of the API key.' }),
    hint: t.exposeString('hint'),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'The date and time (UTC) at which the API key was created.',
    }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'The date and time (UTC) at which the API key was last used, accurate to one minute. Null if it was never used.',
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The date and time (UTC) at which the API key was revoked. Null if it is not revoked.',
    }),
  }),
});
