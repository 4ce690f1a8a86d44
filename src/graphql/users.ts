import type { Conditions } from '../db/reader.ts';
import { builder } from './builder.ts';
import { allOf, connection, containing, given } from './connection.ts';
import { UserConnection } from './connections.ts';
import { CustomerNode } from './customers.ts';
import { findByEmail } from './find-by-email.ts';
import { numericId } from './global-id.ts';
import { listed } from './listed.ts';
import { OrganisationNode } from './organisations.ts';
import { ownerOf } from './owner.ts';
import { rowSelection } from './row-selection.ts';
import { sortInput } from './sorting.ts';

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

const UserFilter = builder.inputType('UserFilter', {
  description: 'Which users. Conditions that are left out hold for all.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: 'Only those of this organisation, by its `id`.' }),
    customer: t.globalID({ for: CustomerNode, description: 'Only those of this customer, by its `id`.' }),
    isConsumer: t.boolean({ description: 'Only those of the consumer tenant, or only those of customers.' }),
    isActive: t.boolean({ description: 'Only active or only disabled ones.' }),
    text: t.string({ description: 'Only those in whose e-mail or display name this occurs, in any case.' }),
  }),
});

const UserSort = sortInput('User', 'users', {
  ID: { value: 'id', description: 'The order in which they were created.' },
  EMAIL: {
    value: 'emailKey',
    description: 'Their e-mail, without regard to case and with the domain in its IDNA form.',
  },
  CREATED_AT: { value: 'createdAt', description: 'When they were created.' },
});

function conditionsOf(filter: typeof UserFilter.$inferInput | null | undefined) {
  return allOf<Conditions['user']>(
    given(filter?.organisation, (organisation) => ({ organisationId: numericId(organisation) })),
    given(filter?.customer, (customer) => ({ customerId: numericId(customer) })),
    given(filter?.isConsumer, (isConsumer) => ({ customerId: isConsumer ? null : { not: null } })),
    given(filter?.isActive, (isActive) => ({ isActive })),
    given(filter?.text, (text) => ({ OR: [{ email: containing(text) }, { displayName: containing(text) }] })),
  );
}

builder.queryFields((t) => ({
  user: t.field({
    type: UserNode,
    nullable: true,
    description:
      'The user of this e-mail, in any case and with the domain in either form (`bücher.example`, `xn--bcher-kva.example`); null when there is none.',
    args: {
      email: t.arg.string({ required: true, description: "The user's e-mail." }),
      organisation: t.arg.globalID({
        for: OrganisationNode,
        description: 'Whose user it is, where that is not you: an organisation below you, by its `id`.',
      }),
    },
    resolve: (_root, { email, organisation }, ctx, info) =>
      findByEmail(email, (emailKey) =>
        ctx.reader.user.findUnique({
          ...rowSelection(ctx, info),
          where: { organisationId_emailKey: { organisationId: ownerOf(ctx, organisation), emailKey } },
        }),
      ),
  }),
  users: t.prismaConnection(
    {
      ...connection,
      type: UserNode,
      description: 'The users of your organisation and of those below it.',
      args: {
        filter: t.arg({ type: UserFilter, description: 'Which users.' }),
        orderBy: t.arg({
          type: UserSort,
          description: 'How they are sorted; in the order of their creation unless said.',
        }),
      },
      ...listed('user', conditionsOf),
    },
    UserConnection,
  ),
}));
