import type { Conditions } from '../../../../db/reading/reader.ts';
import { builder } from '../../builder.ts';
import { allOf, ifGiven } from '../../connection.ts';
import { numericId } from '../../global-id.ts';
import { OrganisationNode } from '../../organisations/type.ts';
import { sortInput } from '../../sorting.ts';

export const ApiClientFilter = builder.inputType('ApiClientFilter', {
  description: 'Which API clients. Conditions that are left out hold for all.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: 'Only those of this organisation, by its `id`.' }),
    isRevoked: t.boolean({ description: 'Only those that were revoked, or only those that were not.' }),
  }),
});

export const ApiClientSort = sortInput('ApiClient', 'API clients', {
  ID: { value: 'id', description: 'The order in which they were made.' },
  NAME: { value: 'name', description: 'Their name.' },
  CREATED_AT: { value: 'createdAt', description: 'When they were made.' },
});

export function apiClientConditions(filter: typeof ApiClientFilter.$inferInput | null | undefined) {
  return allOf<Conditions['apiClient']>(
    ifGiven(filter?.organisation, (organisation) => ({ organisationId: numericId(organisation) })),
    ifGiven(filter?.isRevoked, (isRevoked) => ({ revokedAt: isRevoked ? { not: null } : null })),
  );
}
