import { kindOf } from '../../../customers/rules.ts';
import { builder } from '../builder.ts';
import { OrderConnection, UserConnection } from '../connections.ts';
import { CustomerKindEnum } from '../enums.ts';
import { relatedList } from '../related.ts';

const CustomerAdmin = builder
  .objectRef<{ email: string; phone: string | null; displayName: string | null }>('CustomerAdmin')
  .implement({
    description: 'The contact of a customer. It is data: no user, no seat, not unique.',
    fields: (t) => ({
      email: t.exposeString('email', { description: 'The e-mail address.' }),
      phone: t.exposeString('phone', { nullable: true, description: 'The phone number.' }),
      displayName: t.exposeString('displayName', { nullable: true, description: 'The name to show.' }),
    }),
  });

export const CustomerNode = builder.prismaNode('Customer', {
  id: { field: 'id', description: 'The id of this object in this API.' },
  nullable: true,
  // Only what is asked for is read, and so never a hash.
  select: { id: true },
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Our id, as the envelope and events show it.' }),
    organisation: t.relation('organisation', { description: 'The partner that it belongs to.' }),
    remoteId: t.exposeString('remoteId'),
    name: t.exposeString('name'),
    lastName: t.exposeString('lastName', { nullable: true }),
    companyName: t.exposeString('companyName', { nullable: true }),
    kind: t.field({
      type: CustomerKindEnum,
      description: 'What it is.',
      select: { companyName: true },
      resolve: kindOf,
    }),
    description: t.exposeString('description', { nullable: true }),
    crmId: t.exposeString('crmId', { nullable: true }),
    refId: t.exposeString('refId', { nullable: true }),
    admin: t.field({
      type: CustomerAdmin,
      description: 'Its contact.',
      select: { adminEmail: true, adminPhone: true, adminDisplayName: true },
      resolve: ({ adminEmail: email, adminPhone: phone, adminDisplayName: displayName }) => ({
        email,
        phone,
        displayName,
      }),
    }),
    isActive: t.exposeBoolean('isActive'),
    archivedAt: t.expose('archivedAt', { type: 'DateTime', nullable: true }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it was last changed.' }),
    orders: relatedList(t, 'orders', {
      type: OrderConnection,
      description: 'All that was ordered for it, oldest first.',
    }),
    users: relatedList(t, 'users', { type: UserConnection, description: 'Its users, oldest first.' }),
  }),
});
