import type { Conditions } from '../../../../db/reading/reader.ts';
import { builder } from '../../builder.ts';
import { allOf, containing, given } from '../../connection.ts';
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

export function conditionsOf(filter: typeof RoleFilter.$inferInput | null | undefined) {
  return allOf<Conditions['role']>(
    given(filter?.organisation, (organisation) => ({ organisationId: numericId(organisation) })),
    given(filter?.isBuiltIn, (isBuiltIn) => ({ builtIn: isBuiltIn ? { not: null } : null })),
    given(filter?.text, (text) => ({ name: containing(text) })),
  );
}
