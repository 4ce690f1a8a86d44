import type { Conditions } from '../../../../db/reading/reader.ts';
import { builder } from '../../builder.ts';
import { allOf, containing, ifGiven } from '../../connection.ts';
import { numericId } from '../../global-id.ts';
import { OrganisationNode } from '../../organisations/type.ts';
import { sortInput } from '../../sorting.ts';

export const RoleFilter = builder.inputType('RoleFilter', {
  description: 'Which roles. Conditions that are left out hold for all.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: 'Only those of this organisation, by its `id`.' }),
    isBuiltIn: t.boolean({ description: 'Only built-in ones, or only those of the organisations themselves.' }),
    text: t.string({ description: 'Only those in whose name this occurs, in any case.' }),
  }),
});

export const RoleSort = sortInput('Role', 'roles', {
  ID: { value: 'id', description: 'The order in which they were created.' },
  NAME: { value: 'name', description: 'Their name.' },
  CREATED_AT: { value: 'createdAt', description: 'When they were created.' },
});

export function roleConditions(filter: typeof RoleFilter.$inferInput | null | undefined) {
  return allOf<Conditions['role']>(
    ifGiven(filter?.organisation, (organisation) => ({ organisationId: numericId(organisation) })),
    ifGiven(filter?.isBuiltIn, (isBuiltIn) => ({ builtIn: isBuiltIn ? { not: null } : null })),
    ifGiven(filter?.text, (text) => ({ name: containing(text) })),
  );
}
