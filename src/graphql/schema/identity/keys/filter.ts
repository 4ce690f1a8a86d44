import type { Conditions } from '../../../../db/reading/reader.ts';
import { builder } from '../../builder.ts';
import { allOf, ifGiven } from '../../connection.ts';
import { numericId } from '../../global-id.ts';
import { OrganisationNode } from '../../organisations/type.ts';
import { sortInput } from '../../sorting.ts';

export const ApiKeyFilter = builder.inputType('ApiKeyFilter', {
  description: 'Filter criteria for API keys. An omitted criterion matches all API keys.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: "Filters by the organisation's `id`." }),
    isRevoked: t.boolean({
      description: 'Returns only revoked API keys (true) or only API keys that are not revoked (false).',
    }),
  }),
});

export const ApiKeySort = sortInput('ApiKey', 'API keys', {
  ID: { value: 'id', description: 'The order of creation.' },
  CREATED_AT: { value: 'createdAt', description: 'The date and time of creation.' },
});

export function apiKeyConditions(filter: typeof ApiKeyFilter.$inferInput | null | undefined) {
  return allOf<Conditions['apiKey']>(
    ifGiven(filter?.organisation, (organisation) => ({ organisationId: numericId(organisation) })),
    ifGiven(filter?.isRevoked, (isRevoked) => ({ revokedAt: isRevoked ? { not: null } : null })),
  );
}
