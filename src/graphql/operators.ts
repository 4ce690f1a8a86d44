import type { Conditions } from '../db/reader.ts';
import type { Notification } from '../operators/types.ts';
import { ApiClientNode } from './api-clients.ts';
import { builder } from './builder.ts';
import { allOf, connection, containing, given } from './connection.ts';
import { ApiClientConnection, OperatorConnection } from './connections.ts';
import { NotificationEnum } from './enums.ts';
import { findByEmail } from './find-by-email.ts';
import { numericId } from './global-id.ts';
import { listed } from './listed.ts';
import { OrganisationNode } from './organisations.ts';
import { ownerOf } from './owner.ts';
import { RoleNode } from './roles.ts';
import { rowSelection } from './row-selection.ts';
import { sortInput } from './sorting.ts';

export const OperatorNode = builder.prismaNode('Operator', {
  id: { field: 'id', description: 'The id of this object in this API.' },
  nullable: true,
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Our id, as other doors and events show it.' }),
    organisation: t.relation('organisation', { description: 'The organisation that it acts for.' }),
    name: t.exposeString('name', { description: 'What people call it.' }),
    email: t.exposeString('email'),
    isAdmin: t.exposeBoolean('isAdmin'),
    twoFactor: t.exposeBoolean('twoFactor'),
    isActive: t.exposeBoolean('isActive'),
    isVerified: t.exposeBoolean('isVerified'),
    mustResetPassword: t.exposeBoolean('mustResetPassword'),
    language: t.exposeString('language'),
    timeZone: t.exposeString('timeZone'),
    timeoutSeconds: t.exposeInt('timeoutSeconds'),
    notifications: t.field({
      type: [NotificationEnum],
      description: 'Of what it is notified.',
      select: { notifications: true },
      resolve: ({ notifications }) => notifications as Notification[],
    }),
    roles: t.field({
      type: [RoleNode],
      description: 'The roles that it has, at most 100, oldest first.',
      select: (_args, _ctx, nestedSelection) => ({
        roles: { select: { role: nestedSelection() }, orderBy: { roleId: 'asc' } },
      }),
      resolve: ({ roles }) => roles.map(({ role }) => role),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it was last changed.' }),
  }),
});

const OperatorFilter = builder.inputType('OperatorFilter', {
  description: 'Which operators. Conditions that are left out hold for all.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: 'Only those of this organisation, by its `id`.' }),
    isActive: t.boolean({ description: 'Only active or only disabled ones.' }),
    isVerified: t.boolean({ description: 'Only those whose e-mail is known to be their own, or only the others.' }),
    isAdmin: t.boolean({ description: 'Only administrators, or only the others.' }),
    text: t.string({ description: 'Only those in whose name or e-mail this occurs, in any case.' }),
  }),
});

const OperatorSort = sortInput('Operator', 'operators', {
  ID: { value: 'id', description: 'The order in which they were created.' },
  NAME: { value: 'name', description: 'Their name.' },
  EMAIL: {
    value: 'emailKey',
    description: 'Their e-mail, without regard to case and with the domain in its IDNA form.',
  },
  CREATED_AT: { value: 'createdAt', description: 'When they were created.' },
});

function conditionsOf(filter: typeof OperatorFilter.$inferInput | null | undefined) {
  return allOf<Conditions['operator']>(
    given(filter?.organisation, (organisation) => ({ organisationId: numericId(organisation) })),
    given(filter?.isActive, (isActive) => ({ isActive })),
    given(filter?.isVerified, (isVerified) => ({ isVerified })),
    given(filter?.isAdmin, (isAdmin) => ({ isAdmin })),
    given(filter?.text, (text) => ({ OR: [{ name: containing(text) }, { email: containing(text) }] })),
  );
}

builder.prismaObjectField(OperatorNode, 'apiClients', (t) =>
  t.relatedConnection(
    'apiClients',
    {
      ...connection,
      totalCount: true,
      description: 'The API clients that act for it, oldest first, revoked ones too.',
      query: { orderBy: { id: 'asc' } },
    },
    ApiClientConnection,
  ),
);

builder.prismaObjectField(ApiClientNode, 'operator', (t) =>
  t.relation('operator', { description: 'The operator for whom it acts.' }),
);

builder.prismaObjectField(OrganisationNode, 'operators', (t) =>
  t.relatedConnection(
    'operators',
    {
      ...connection,
      totalCount: true,
      description: 'Those who act for it, not for organisations below it; oldest first.',
      query: { orderBy: { id: 'asc' } },
    },
    OperatorConnection,
  ),
);

builder.queryFields((t) => ({
  operator: t.field({
    type: OperatorNode,
    nullable: true,
    description:
      'The operator of this e-mail, in any case and with the domain in either form (`bücher.example`, `xn--bcher-kva.example`); null when there is none.',
    args: {
      email: t.arg.string({ required: true, description: "The operator's e-mail." }),
      organisation: t.arg.globalID({
        for: OrganisationNode,
        description: 'Whose operator it is, where that is not you: an organisation below you, by its `id`.',
      }),
    },
    resolve: (_root, { email, organisation }, ctx, info) =>
      findByEmail(email, (emailKey) =>
        ctx.reader.operator.findUnique({
          ...rowSelection(ctx, info),
          where: { organisationId_emailKey: { organisationId: ownerOf(ctx, organisation), emailKey } },
        }),
      ),
  }),
  operators: t.prismaConnection(
    {
      ...connection,
      type: OperatorNode,
      description: 'The operators of your organisation and of those below it.',
      args: {
        filter: t.arg({ type: OperatorFilter, description: 'Which operators.' }),
        orderBy: t.arg({
          type: OperatorSort,
          description: 'How they are sorted; in the order of their creation unless said.',
        }),
      },
      ...listed('operator', conditionsOf),
    },
    OperatorConnection,
  ),
}));
