import type { Conditions } from '../../../db/reading/reader.ts';
import { builder } from '../builder.ts';
import { allOf, containing, dateOf, ifGiven } from '../connection.ts';
import { CustomerNode } from '../customers/type.ts';
import { OrderKindEnum } from '../enums.ts';
import { numericId } from '../global-id.ts';
import { OrganisationNode } from '../organisations/type.ts';
import { sortInput } from '../sorting.ts';

export const OrderFilter = builder.inputType('OrderFilter', {
  description: 'Which orders. Conditions that are left out hold for all.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: 'Only those of this organisation, by its `id`.' }),
    customer: t.globalID({ for: CustomerNode, description: 'Only those for this customer, by its `id`.' }),
    kind: t.field({ type: [OrderKindEnum], description: 'Only those of one of these kinds.' }),
    isArchived: t.boolean({ description: 'Only archived ones or only those that are not.' }),
    isDemo: t.boolean({ description: 'Only those placed to try things out or only the others.' }),
    crmId: t.string({ description: 'Only those of this id in your CRM.' }),
    refId: t.string({ description: 'Only those of this reference of yours.' }),
    createdAfter: t.field({ type: 'DateTime', description: 'Only those placed then or later.' }),
    createdBefore: t.field({ type: 'DateTime', description: 'Only those placed before then.' }),
    text: t.string({ description: 'Only those in whose remote id this occurs, in any case.' }),
  }),
});

export const OrderSort = sortInput('Order', 'orders', {
  ID: { value: 'id', description: 'The order in which they were placed.' },
  REMOTE_ID: { value: 'remoteId', description: 'Your id of them.' },
  CREATED_AT: { value: 'createdAt', description: 'When they were placed.' },
});

export function orderConditions(filter: typeof OrderFilter.$inferInput | null | undefined) {
  return allOf<Conditions['order']>(
    ifGiven(filter?.organisation, (organisation) => ({ organisationId: numericId(organisation) })),
    ifGiven(filter?.customer, (customer) => ({ customerId: numericId(customer) })),
    ifGiven(filter?.kind, (kinds) => ({ kind: { in: kinds } })),
    ifGiven(filter?.isArchived, (isArchived) => ({ archivedAt: isArchived ? { not: null } : null })),
    ifGiven(filter?.isDemo, (isDemo) => ({ isDemo })),
    ifGiven(filter?.crmId, (crmId) => ({ crmId })),
    ifGiven(filter?.refId, (refId) => ({ refId })),
    ifGiven(filter?.createdAfter, (instant) => ({ createdAt: { gte: dateOf(instant) } })),
    ifGiven(filter?.createdBefore, (instant) => ({ createdAt: { lt: dateOf(instant) } })),
    ifGiven(filter?.text, (text) => ({ remoteId: containing(text) })),
  );
}
