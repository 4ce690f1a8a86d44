import { userProfile } from '../../../users/profile.ts';
import { builder } from '../builder.ts';
import { memberColumns } from '../member-fields.ts';

export const UserNode = builder.prismaNode('User', {
  id: { field: 'id', description: 'The global id of this object.' },
  nullable: true,
  // Only selected columns are read, never the hash of the password.
  select: { id: true },
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The numeric id that the envelope, REST and events use.' }),
    organisation: t.relation('organisation', { description: 'The organisation that owns the user.' }),
    customer: t.relation('customer', {
      nullable: true,
      description: "The customer whose seat the user takes. Null for a user of the organisation's consumer tenant.",
    }),
    email: t.exposeString('email'),
    ...memberColumns(t, userProfile),
    isActive: t.exposeBoolean('isActive'),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'The date and time (UTC) at which the user was created.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'The date and time (UTC) at which the user was last changed.',
    }),
  }),
});
