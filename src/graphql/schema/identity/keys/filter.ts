import type { Conditions } from '../../../../db/reading/reader.ts';
import { builder } from '../../builder.ts';
import { allOf, ifGiven } from '../../connection.ts';
import { numericId } from '../../global-id.ts';
import { OrganisationNode } from '../../organisations/type.ts';
import { sortInput } from '../../sorting.ts';

export const ApiKeyFilter = builder.inputType('ApiKeyFilter', {
  description: 'Which keys. Conditions that are left out hold for all.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: 'Only those of this organisation, by its `id`.' }),
    isRevoked: t.boolean({ description: 'Only those that were revoked, or only those that are good.' }),
  }),
});

export const ApiKeySort = sortInput('ApiKey', 'keys', {
  ID: { value: 'id', description: 'The order in which they were made.' },
  CREATED_AT: { value: 'createdAt', description: 'When they were made.' },
});

export function apiKeyConditions(filter: typeof ApiKeyFilter.$inferInput | null | undefined) {
  return allOf<Conditions['apiKey']>(
    ifGiven(filter?.organisation, (organisation) => ({ organisationId: numericId(organisation) })),
    ifGiven(filter?.isRevoked, (isRevoked) => ({ revokedAt: isRevoked ? { not: null } : null })),
  );
}
