import type { Notification } from '../../../../operators/types.ts';
import { builder } from '../../builder.ts';
import { NotificationEnum } from '../../enums.ts';
import { RoleNode } from '../roles/type.ts';

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
