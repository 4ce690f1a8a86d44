import type { Conditions } from '../../../db/reading/reader.ts';
import { builder } from '../builder.ts';
import { allOf, containing, dateOf, ifGiven } from '../connection.ts';
import { numericId } from '../global-id.ts';
import { OrganisationNode } from '../organisations/type.ts';
import { sortInput } from '../sorting.ts';
import { CustomerKindEnum } from './enums.ts';

export const CustomerFilter = builder.inputType('CustomerFilter', {
  description: 'Filter criteria for customers. An omitted criterion matches all customers.',
  fields: (t) => ({
    organisation: t.globalID({
      for: OrganisationNode,
      description: 'Filters by the `id` of the organisation that owns the customer.',
    }),
    isActive: t.boolean({ description: 'Returns only active customers (true) or only inactive customers (false).' }),
    isArchived: t.boolean({
      description: 'Returns only archived customers (true) or only customers that are not archived (false).',
    }),
    kind: t.field({ type: CustomerKindEnum, description: 'Filters by the kind of customer.' }),
    crmId: t.string({ description: "Filters by the customer's id in your CRM." }),
    refId: t.string({ description: 'Filters by your reference for the customer.' }),
    createdAfter: t.field({
      type: 'DateTime',
      description: 'Returns only customers created at or after this date and time.',
    }),
    createdBefore: t.field({
      type: 'DateTime',
      description: 'Returns only customers created before this date and time.',
    }),
    text: t.string({
      description:
        'Filters by text that the name, last name, company name or remote id contains. Upper and lower case do not matter.',
    }),
  }),
});

export const CustomerSort = sortInput('Customer', 'customers', {
  ID: { value: 'id', description: 'The order of creation.' },
  NAME: { value: 'name', description: "The customer's name." },
  REMOTE_ID: { value: 'remoteId', description: 'Your remote id of the customer.' },
  CREATED_AT: { value: 'createdAt', description: 'The date and time of creation.' },
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
