import type { Conditions } from '../../../../db/reading/reader.ts';
import { builder } from '../../builder.ts';
import { allOf, ifGiven } from '../../connection.ts';
import { numericId } from '../../global-id.ts';
import { OrganisationNode } from '../../organisations/type.ts';
import { sortInput } from '../../sorting.ts';

export const ApiClientFilter = builder.inputType('ApiClientFilter', {
  description: 'Filter criteria for API clients. An omitted criterion matches all API clients.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: "Filters by the organisation's `id`." }),
    isRevoked: t.boolean({
      description: 'Returns only revoked API clients (true) or only API clients that are not revoked (false).',
    }),
  }),
});

export const ApiClientSort = sortInput('ApiClient', 'API clients', {
  ID: { value: 'id', description: 'The order of creation.' },
  NAME: { value: 'name', description: "The API client's name." },
  CREATED_AT: { value: 'createdAt', description: 'The date and time of creation.' },
});

export function apiClientConditions(filter: typeof ApiClientFilter.$inferInput | null | undefined) {
  return allOf<Conditions['apiClient']>(
    ifGiven(filter?.organisation, (organisation) => ({ organisationId: numericId(organisation) })),
    ifGiven(filter?.isRevoked, (isRevoked) => ({ revokedAt: isRevoked ? { not: null } : null })),
  );
}
