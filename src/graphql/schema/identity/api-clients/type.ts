import { builder } from '../../builder.ts';

builder.prismaObject('ApiClientSecret', {
  // Only selected columns are read, never the hash.
  select: { id: true },
  description: "The metadata of an API client's secret. The secret itself is shown only once, when it is created.",
  fields: (t) => ({
    hint: t.exposeString('hint', {
      description: 'A part of the secret that is safe to show, to distinguish it from other secrets.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'The date and time (UTC) at which the secret was created, in real time.',
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The date and time (UTC) at which the secret expires, in real time. Null if it does not expire.',
    }),
  }),
});

export const ApiClientNode = builder.prismaNode('ApiClient', {
  id: { field: 'id', description: 'The global id of this object.' },
  nullable: true,
  select: { id: true },
  description:
    'A program that acts for an operator with OAuth 2.0 client credentials. All its times are in real time, even in a sandbox.',
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The numeric id that events use.' }),
    organisation: t.relation('organisation', { description: 'The organisation that the operator belongs to.' }),
    clientId: t.exposeString('clientId', { description: 'The OAuth 2.0 `client_id`.' }),
    name: t.exposeString('name', { description: 'The name of the API client.' }),
    scope: t.stringList({
      nullable: true,
      description: 'The permissions that the API client is limited to. Null if it has all permissions of its operator.',
      select: { scope: true },
      resolve: ({ scope }) => scope?.split(' ') ?? null,
    }),
    secrets: t.relation('secrets', {
      description:
        "The API client's secrets, oldest first. There are at most two, of which the older one expires during a rotation.",
      query: { orderBy: { id: 'asc' } },
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'The date and time (UTC) at which the API client was created.',
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The date and time (UTC) at which the API client expires. Null if it does not expire.',
    }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'The date and time (UTC) at which the API client or one of its tokens was last used, accurate to one minute. Null if it was never used.',
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The date and time (UTC) at which the API client was revoked. Null if it is not revoked.',
    }),
  }),
});
