import type { BuiltInRoleName } from '../../../../identity/types.ts';
import { builder } from '../../builder.ts';
import { BuiltInRoleEnum } from '../../enums.ts';

export const RoleNode = builder.prismaNode('Role', {
  id: { field: 'id', description: 'The id of this object in this API.' },
  nullable: true,
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Our id, as other doors and events show it.' }),
    organisation: t.relation('organisation', { description: 'The organisation whose operators can have it.' }),
    name: t.exposeString('name'),
    builtIn: t.field({
      type: BuiltInRoleEnum,
      nullable: true,
      description: "Which of the built-in roles this is; null for one of the organisation's own.",
      select: { builtIn: true },
      resolve: (role) => role.builtIn as BuiltInRoleName | null,
    }),
    permissions: t.exposeStringList('permissions', {
      description: 'What it allows: each a noun and what may be done with it, such as `order:view`.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it was last changed.' }),
  }),
});
