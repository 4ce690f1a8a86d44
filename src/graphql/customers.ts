import { kindOf } from '../customers/rules.ts';
import type { Conditions } from '../db/reader.ts';
import { builder } from './builder.ts';
import { allOf, containing, dateOf, given } from './connection.ts';
import { CustomerConnection, OrderConnection, UserConnection } from './connections.ts';
import { CustomerKindEnum } from './enums.ts';
import { numericId } from './global-id.ts';
import { listed } from './listed.ts';
import { OrganisationNode } from './organisations.ts';
import { ownerOf, whoseId } from './owner.ts';
import { relatedList } from './related.ts';
import { rowSelection } from './row-selection.ts';
import { sortInput } from './sorting.ts';

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

const CustomerFilter = builder.inputType('CustomerFilter', {
  description: 'Which customers. Conditions that are left out hold for all.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: 'Only those of this organisation, by its `id`.' }),
    isActive: t.boolean({ description: 'Only active or only inactive ones.' }),
    isArchived: t.boolean({ description: 'Only archived ones or only those that are not.' }),
    kind: t.field({ type: CustomerKindEnum, description: 'Only companies or only persons.' }),
    crmId: t.string({ description: 'Only those of this id in your CRM.' }),
    refId: t.string({ description: 'Only those of this reference of yours.' }),
    createdAfter: t.field({ type: 'DateTime', description: 'Only those created then or later.' }),
    createdBefore: t.field({ type: 'DateTime', description: 'Only those created before then.' }),
    text: t.string({ description: 'Only those in one of whose names or remote id this occurs, in any case.' }),
  }),
});

const CustomerSort = sortInput('Customer', 'customers', {
  ID: { value: 'id', description: 'The order in which they were created.' },
  NAME: { value: 'name', description: 'Their name.' },
  REMOTE_ID: { value: 'remoteId', description: 'Your id of them.' },
  CREATED_AT: { value: 'createdAt', description: 'When they were created.' },
});

function conditionsOf(filter: typeof CustomerFilter.$inferInput | null | undefined) {
  return allOf<Conditions['customer']>(
    given(filter?.organisation, (organisation) => ({ organisationId: numericId(organisation) })),
    given(filter?.isActive, (isActive) => ({ isActive })),
    given(filter?.isArchived, (isArchived) => ({ archivedAt: isArchived ? { not: null } : null })),
    given(filter?.kind, (kind) => ({ companyName: kind === 'COMPANY' ? { not: null } : null })),
    given(filter?.crmId, (crmId) => ({ crmId })),
    given(filter?.refId, (refId) => ({ refId })),
    given(filter?.createdAfter, (instant) => ({ createdAt: { gte: dateOf(instant) } })),
    given(filter?.createdBefore, (instant) => ({ createdAt: { lt: dateOf(instant) } })),
    given(filter?.text, (text) => ({
      OR: [
        { name: containing(text) },
        { lastName: containing(text) },
        { companyName: containing(text) },
        { remoteId: containing(text) },
      ],
    })),
  );
}

builder.queryFields((t) => ({
  customer: t.field({
    type: CustomerNode,
    nullable: true,
    description: 'The customer of this id; null when there is none.',
    args: {
      remoteId: t.arg.string({ required: true, description: 'Your id of the customer.' }),
      organisation: t.arg.globalID({
        for: OrganisationNode,
        description: whoseId,
      }),
    },
    resolve: (_root, { remoteId, organisation }, ctx, info) =>
      ctx.reader.customer.findUnique({
        ...rowSelection(ctx, info),
        where: { organisationId_remoteId: { organisationId: ownerOf(ctx, organisation), remoteId } },
      }),
  }),
  customers: t.field({
    type: CustomerConnection,
    description: 'The customers of your organisation and of those below it.',
    args: {
      ...t.arg.connectionArgs(),
      filter: t.arg({ type: CustomerFilter, description: 'Which customers.' }),
      orderBy: t.arg({
        type: CustomerSort,
        description: 'How they are sorted; in the order of their creation unless said.',
      }),
    },
    ...listed('customer', conditionsOf),
  }),
}));
