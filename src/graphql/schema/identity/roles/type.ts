import type { BuiltInRoleName } from '../../../../identity/types.ts';
import { builder } from '../../builder.ts';
import { enumOf } from '../../enum.ts';

const BuiltInRoleEnum = enumOf<BuiltInRoleName>(
  'BuiltInRole',
  'A role that every organisation has from the beginning.',
  {
    OWNER: { description: 'All permissions.' },
    SELLER: { description: 'Permissions to manage customers and to place orders, renewals included.' },
    SUPPORT: { description: 'Permissions to manage users and to suspend orders.' },
    FINANCE: { description: 'Permissions to suspend and to cancel orders.' },
    READ_ONLY: { description: 'Permissions to view everything.' },
  },
);

export const RoleNode = builder.prismaNode('Role', {
  id: { field: 'id', description: 'The global id of this object.' },
  nullable: true,
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The numeric id that REST and events use.' }),
    organisation: t.relation('organisation', { description: 'The organisation that owns the role.' }),
    name: t.exposeString('name'),
    builtIn: t.field({
      type: BuiltInRoleEnum,
      nullable: true,
      description: 'The built-in role that this is. Null for a role that the organisation created itself.',
      select: { builtIn: true },
      resolve: (role) => role.builtIn as BuiltInRoleName | null,
    }),
    permissions: t.exposeStringList('permissions', {
      description: 'The permissions of the role. Each consists of a noun and an action, such as `order:view`.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'The date and time (UTC) at which the role was created.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'The date and time (UTC) at which the role was last changed.',
    }),
  }),
});
