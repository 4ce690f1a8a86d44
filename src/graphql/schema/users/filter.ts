import type { Conditions } from '../../../db/reading/reader.ts';
import { builder } from '../builder.ts';
import { allOf, containing, ifGiven } from '../connection.ts';
import { CustomerNode } from '../customers/type.ts';
import { numericId } from '../global-id.ts';
import { OrganisationNode } from '../organisations/type.ts';
import { sortInput } from '../sorting.ts';

export const UserFilter = builder.inputType('UserFilter', {
  description: 'Filter criteria for users. An omitted criterion matches all users.',
  fields: (t) => ({
    organisation: t.globalID({
      for: OrganisationNode,
      description: 'Filters by the `id` of the organisation that owns the user.',
    }),
    customer: t.globalID({
      for: CustomerNode,
      description: 'Filters by the `id` of the customer whose seat the user takes.',
    }),
    isConsumer: t.boolean({
      description:
        'Returns only users of the consumer tenant, who belong to no customer (true), or only users of customers (false).',
    }),
    isActive: t.boolean({ description: 'Returns only active users (true) or only disabled users (false).' }),
    text: t.string({
      description:
        'Filters by text that the e-mail address or the display name contains. Upper and lower case do not matter.',
    }),
  }),
});

export const UserSort = sortInput('User', 'users', {
  ID: { value: 'id', description: 'The order of creation.' },
  EMAIL: {
    value: 'emailKey',
    description: "The user's e-mail address, in lower case and with an internationalised domain in its `xn--` form.",
  },
  CREATED_AT: { value: 'createdAt', description: 'The date and time of creation.' },
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
