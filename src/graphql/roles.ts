import type { Conditions } from '../db/reader.ts';
import type { BuiltInRoleName } from '../identity/types.ts';
import { builder } from './builder.ts';
import { allOf, containing, given } from './connection.ts';
import { RoleConnection } from './connections.ts';
import { BuiltInRoleEnum } from './enums.ts';
import { numericId } from './global-id.ts';
import { listed } from './listed.ts';
import { OrganisationNode } from './organisations.ts';
import { relatedList } from './related.ts';
import { sortInput } from './sorting.ts';

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

const RoleFilter = builder.inputType('RoleFilter', {
  description: 'Which roles. Conditions that are left out hold for all.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: 'Only those of this organisation, by its `id`.' }),
    isBuiltIn: t.boolean({ description: 'Only built-in ones, or only those of the organisations themselves.' }),
    text: t.string({ description: 'Only those in whose name this occurs, in any case.' }),
  }),
});

const RoleSort = sortInput('Role', 'roles', {
  ID: { value: 'id', description: 'The order in which they were created.' },
  NAME: { value: 'name', description: 'Their name.' },
  CREATED_AT: { value: 'createdAt', description: 'When they were created.' },
});

function conditionsOf(filter: typeof RoleFilter.$inferInput | null | undefined) {
  return allOf<Conditions['role']>(
    given(filter?.organisation, (organisation) => ({ organisationId: numericId(organisation) })),
    given(filter?.isBuiltIn, (isBuiltIn) => ({ builtIn: isBuiltIn ? { not: null } : null })),
    given(filter?.text, (text) => ({ name: containing(text) })),
  );
}

builder.prismaObjectField(OrganisationNode, 'roles', (t) =>
  relatedList(t, 'roles', {
    type: RoleConnection,
    description: 'The roles that its operators can have, oldest first.',
  }),
);

builder.queryField('roles', (t) =>
  t.field({
    type: RoleConnection,
    description: 'The roles of your organisation and of those below it.',
    args: {
      ...t.arg.connectionArgs(),
      filter: t.arg({ type: RoleFilter, description: 'Which roles.' }),
      orderBy: t.arg({
        type: RoleSort,
        description: 'How they are sorted; in the order of their creation unless said.',
      }),
    },
    ...listed('role', conditionsOf),
  }),
);
