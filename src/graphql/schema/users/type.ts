import { builder } from '../builder.ts';

export const UserNode = builder.prismaNode('User', {
  id: { field: 'id', description: 'The id of this object in this API.' },
  nullable: true,
  // Only what is asked for is read, and so never a hash.
  select: { id: true },
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Our id, as the envelope and events show it.' }),
    organisation: t.relation('organisation', { description: 'The partner that the user belongs to.' }),
    customer: t.relation('customer', {
      nullable: true,
      description: "Whose seat the user takes; null in the partner's own consumer tenant.",
    }),
    email: t.exposeString('email'),
    displayName: t.exposeString('displayName', { nullable: true, description: 'The name to show.' }),
    isActive: t.exposeBoolean('isActive'),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the user was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When the user was last changed.' }),
  }),
});
