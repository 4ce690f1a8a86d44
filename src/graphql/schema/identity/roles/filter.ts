import type { Conditions } from '../../../../db/reading/reader.ts';
import { builder } from '../../builder.ts';
import { allOf, containing, ifGiven } from '../../connection.ts';
import { numericId } from '../../global-id.ts';
import { OrganisationNode } from '../../organisations/type.ts';
import { sortInput } from '../../sorting.ts';

export const RoleFilter = builder.inputType('RoleFilter', {
  description: 'Filter criteria for roles. An omitted criterion matches all roles.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: "Filters by the organisation's `id`." }),
    isBuiltIn: t.boolean({
      description: 'Returns only built-in roles (true) or only roles that organisations created themselves (false).',
    }),
    text: t.string({ description: 'Filters by text that the name contains. Upper and lower case do not matter.' }),
  }),
});

export const RoleSort = sortInput('Role', 'roles', {
  ID: { value: 'id', description: 'The order of creation.' },
  NAME: { value: 'name', description: "The role's name." },
  CREATED_AT: { value: 'createdAt', description: 'The date and time of creation.' },
});

export function roleConditions(filter: typeof RoleFilter.$inferInput | null | undefined) {
  return allOf<Conditions['role']>(
    ifGiven(filter?.organisation, (organisation) => ({ organisationId: numericId(organisation) })),
    ifGiven(filter?.isBuiltIn, (isBuiltIn) => ({ builtIn: isBuiltIn ? { not: null } : null })),
    ifGiven(filter?.text, (text) => ({ name: containing(text) })),
  );
}
