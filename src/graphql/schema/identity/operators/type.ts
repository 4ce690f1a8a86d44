import { operatorProfile } from '../../../../operators/profile.ts';
import type { Notification } from '../../../../operators/types.ts';
import { builder } from '../../builder.ts';
import { NotificationEnum } from '../../enums.ts';
import { memberColumns } from '../../member-fields.ts';
import { RoleNode } from '../roles/type.ts';

export const OperatorNode = builder.prismaNode('Operator', {
  id: { field: 'id', description: 'The global id of this object.' },
  nullable: true,
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The numeric id that REST and events use.' }),
    organisation: t.relation('organisation', { description: 'The organisation for which the operator acts.' }),
    ...memberColumns(t, operatorProfile),
    timeoutSeconds: t.exposeInt('timeoutSeconds'),
    notifications: t.field({
      type: [NotificationEnum],
      description: 'The notifications that the operator receives.',
      select: { notifications: true },
      resolve: ({ notifications }) => notifications as Notification[],
    }),
    roles: t.field({
      type: [RoleNode],
      description: "The operator's roles, at most 100, oldest first.",
      select: (_args, _ctx, nestedSelection) => ({
        roles: { select: { role: nestedSelection() }, orderBy: { roleId: 'asc' } },
      }),
      resolve: ({ roles }) => roles.map(({ role }) => role),
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'The date and time (UTC) at which the operator was created.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'The date and time (UTC) at which the operator was last changed.',
    }),
  }),
});
