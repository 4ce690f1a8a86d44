import type { Conditions } from '../../../db/reading/reader.ts';
import { builder } from '../builder.ts';
import { allOf, containing, dateOf, ifGiven } from '../connection.ts';
import { CustomerNode } from '../customers/type.ts';
import { numericId } from '../global-id.ts';
import { OrganisationNode } from '../organisations/type.ts';
import { sortInput } from '../sorting.ts';
import { OrderKindEnum } from './enums.ts';

export const OrderFilter = builder.inputType('OrderFilter', {
  description: 'Filter criteria for orders. An omitted criterion matches all orders.',
  fields: (t) => ({
    organisation: t.globalID({
      for: OrganisationNode,
      description: 'Filters by the `id` of the organisation that placed the order.',
    }),
    customer: t.globalID({
      for: CustomerNode,
      description: 'Filters by the `id` of the customer that the order is for.',
    }),
    kind: t.field({
      type: [OrderKindEnum],
      description: 'Filters by the kind of order. An order matches if its kind is in the list.',
    }),
    isArchived: t.boolean({
      description: 'Returns only archived orders (true) or only orders that are not archived (false).',
    }),
    isDemo: t.boolean({
      description: 'Returns only demo orders (true) or only orders that are not demo orders (false).',
    }),
    crmId: t.string({ description: "Filters by the order's id in your CRM." }),
    refId: t.string({ description: 'Filters by your reference for the order.' }),
    createdAfter: t.field({
      type: 'DateTime',
      description: 'Returns only orders placed at or after this date and time.',
    }),
    createdBefore: t.field({ type: 'DateTime', description: 'Returns only orders placed before this date and time.' }),
    text: t.string({ description: 'Filters by text that the remote id contains. Upper and lower case do not matter.' }),
  }),
});

export const OrderSort = sortInput('Order', 'orders', {
  ID: { value: 'id', description: 'The order of creation.' },
  REMOTE_ID: { value: 'remoteId', description: 'Your remote id of the order.' },
  CREATED_AT: { value: 'createdAt', description: 'The date and time of creation.' },
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
