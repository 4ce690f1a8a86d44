import type { Conditions } from '../../../db/reading/reader.ts';
import { builder } from '../builder.ts';
import { allOf, containing, ifGiven } from '../connection.ts';
import { CustomerNode } from '../customers/type.ts';
import { numericId } from '../global-id.ts';
import { OrganisationNode } from '../organisations/type.ts';
import { sortInput } from '../sorting.ts';

export const UserFilter = builder.inputType('UserFilter', {
  description: 'Which users. Conditions that are left out hold for all.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: 'Only those of this organisation, by its `id`.' }),
    customer: t.globalID({ for: CustomerNode, description: 'Only those of this customer, by its `id`.' }),
    isConsumer: t.boolean({ description: 'Only those of the consumer tenant, or only those of customers.' }),
    isActive: t.boolean({ description: 'Only active or only disabled ones.' }),
    text: t.string({ description: 'Only those in whose e-mail or display name this occurs, in any case.' }),
  }),
});

export const UserSort = sortInput('User', 'users', {
  ID: { value: 'id', description: 'The order in which they were created.' },
  EMAIL: {
    value: 'emailKey',
    description: 'Their e-mail, without regard to case and with the domain in its IDNA form.',
  },
  CREATED_AT: { value: 'createdAt', description: 'When they were created.' },
});

export function userConditions(filter: typeof UserFilter.$inferInput | null | undefined) {
  return allOf<Conditions['user']>(
    ifGiven(filter?.organisation, (organisation) => ({ organisationId: numericId(organisation) })),
    ifGiven(filter?.customer, (customer) => ({ customerId: numericId(customer) })),
    ifGiven(filter?.isConsumer, (isConsumer) => ({ customerId: isConsumer ? null : { not: null } })),
    ifGiven(filter?.isActive, (isActive) => ({ isActive })),
    ifGiven(filter?.text, (text) => ({ OR: [{ email: containing(text) }, { displayName: containing(text) }] })),
  );
}
