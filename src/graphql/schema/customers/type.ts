import {
  type CustomerAdmin as CustomerAdminValues,
  contactOf,
  customerContact,
  customerProfile,
  selectedContact,
} from '../../../customers/profile.ts';
import { kindOf } from '../../../customers/rules.ts';
import { builder } from '../builder.ts';
import { OrderConnection, UserConnection } from '../connections.ts';
import { memberColumns, memberFields } from '../member-fields.ts';
import { relatedList } from '../related.ts';
import { CustomerKindEnum } from './enums.ts';

const CustomerAdmin = builder.objectRef<CustomerAdminValues>('CustomerAdmin').implement({
  description:
    'The contact of a customer. A contact is not a user and takes no seat. Several customers can have the same contact.',
  fields: (t) => memberFields(t, customerContact),
});

export const CustomerNode = builder.prismaNode('Customer', {
  id: { field: 'id', description: 'The global id of this object.' },
  nullable: true,
  // Only selected columns are read, never the fingerprint of the request.
  select: { id: true },
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The numeric id that the envelope, REST and events use.' }),
    organisation: t.relation('organisation', { description: 'The organisation that owns the customer.' }),
    remoteId: t.exposeString('remoteId'),
    ...memberColumns(t, customerProfile),
    kind: t.field({
      type: CustomerKindEnum,
      description: 'The kind of customer: a company or a person.',
      select: { companyName: true },
      resolve: kindOf,
    }),
    admin: t.field({
      type: CustomerAdmin,
      description: "The customer's contact.",
      select: selectedContact,
      resolve: (customer) => contactOf(customer),
    }),
    isActive: t.exposeBoolean('isActive'),
    archivedAt: t.expose('archivedAt', { type: 'DateTime', nullable: true }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'The date and time (UTC) at which the customer was created.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'The date and time (UTC) at which the customer was last changed.',
    }),
    orders: relatedList(t, 'orders', {
      type: OrderConnection,
      description: "The customer's orders, oldest first.",
    }),
    users: relatedList(t, 'users', { type: UserConnection, description: "The customer's users, oldest first." }),
  }),
});
