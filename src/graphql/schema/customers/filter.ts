import type { Conditions } from '../../../db/reading/reader.ts';
import { builder } from '../builder.ts';
import { allOf, containing, dateOf, ifGiven } from '../connection.ts';
import { CustomerKindEnum } from '../enums.ts';
import { numericId } from '../global-id.ts';
import { OrganisationNode } from '../organisations/type.ts';
import { sortInput } from '../sorting.ts';

export const CustomerFilter = builder.inputType('CustomerFilter', {
  description: 'Which customers. Conditions that are left out hold for all.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: 'Only those of this organisation, by its `id`.' }),
    isActive: t.boolean({ description: 'Only active or only inactive ones.' }),
    isArchived: t.boolean({ description: 'Only archived ones or only those that are not.' }),
    kind: t.field({ type: CustomerKindEnum, description: 'Only companies or only persons.' }),
    crmId: t.string({ description: 'Only those of this id in your CRM.' }),
    refId: t.string({ description: 'Only those of this reference of yours.' }),
    createdAfter: t.field({ type: 'DateTime', description: 'Only those created then or later.' }),
    createdBefore: t.field({ type: 'DateTime', description: 'Only those created before then.' }),
    text: t.string({ description: 'Only those in one of whose names or remote id this occurs, in any case.' }),
  }),
});

export const CustomerSort = sortInput('Customer', 'customers', {
  ID: { value: 'id', description: 'The order in which they were created.' },
  NAME: { value: 'name', description: 'Their name.' },
  REMOTE_ID: { value: 'remoteId', description: 'Your id of them.' },
  CREATED_AT: { value: 'createdAt', description: 'When they were created.' },
});

export function customerConditions(filter: typeof CustomerFilter.$inferInput | null | undefined) {
  return allOf<Conditions['customer']>(
    ifGiven(filter?.organisation, (organisation) => ({ organisationId: numericId(organisation) })),
    ifGiven(filter?.isActive, (isActive) => ({ isActive })),
    ifGiven(filter?.isArchived, (isArchived) => ({ archivedAt: isArchived ? { not: null } : null })),
    ifGiven(filter?.kind, (kind) => ({ companyName: kind === 'COMPANY' ? { not: null } : null })),
    ifGiven(filter?.crmId, (crmId) => ({ crmId })),
    ifGiven(filter?.refId, (refId) => ({ refId })),
    ifGiven(filter?.createdAfter, (instant) => ({ createdAt: { gte: dateOf(instant) } })),
    ifGiven(filter?.createdBefore, (instant) => ({ createdAt: { lt: dateOf(instant) } })),
    ifGiven(filter?.text, (text) => ({
      OR: [
        { name: containing(text) },
        { lastName: containing(text) },
        { companyName: containing(text) },
        { remoteId: containing(text) },
      ],
    })),
  );
}
