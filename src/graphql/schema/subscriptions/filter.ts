import type { Conditions } from '../../../db/reading/reader.ts';
import { havingStatus, havingWindowOpen } from '../../../subscriptions/subscription-filter.ts';
import type { GraphqlContext } from '../../execution/context.ts';
import { builder } from '../builder.ts';
import { allOf, anyOf, containing, dateOf, ifGiven } from '../connection.ts';
import { CustomerNode } from '../customers/type.ts';
import { numericId } from '../global-id.ts';
import { OrganisationNode } from '../organisations/type.ts';
import { sortInput } from '../sorting.ts';
import { SubscriptionStatusEnum } from './enums.ts';

export const SubscriptionFilter = builder.inputType('SubscriptionFilter', {
  description: 'Filter criteria for subscriptions. An omitted criterion matches all subscriptions.',
  fields: (t) => ({
    organisation: t.globalID({
      for: OrganisationNode,
      description: 'Filters by the `id` of the organisation that owns the subscription.',
    }),
    customer: t.globalID({ for: CustomerNode, description: "Filters by the customer's `id`." }),
    status: t.field({
      type: [SubscriptionStatusEnum],
      description: 'Filters by the current status. A subscription matches if its status is in the list.',
    }),
    product: t.stringList({
      description: 'Filters by the code of the product. A subscription matches if its product is in the list.',
    }),
    endsAfter: t.field({
      type: 'DateTime',
      description: 'Returns only subscriptions whose last sold term ends at or after this date and time.',
    }),
    endsBefore: t.field({
      type: 'DateTime',
      description: 'Returns only subscriptions whose last sold term ends before this date and time.',
    }),
    renewalWindowOpen: t.boolean({
      description:
        'Returns only subscriptions whose renewal window is open now, including expired ones (true), or only the others (false). Holds are not considered.',
    }),
    text: t.string({
      description:
        "Filters by text that the customer's name, the customer's remote id or the first order's remote id contains. Upper and lower case do not matter.",
    }),
  }),
});

export const SubscriptionSort = sortInput('Subscription', 'subscriptions', {
  ID: { value: 'id', description: 'The order in which the subscriptions were opened.' },
  FIRST_STARTS_AT: { value: 'firstStartsAt', description: 'The date and time at which the first term starts.' },
  LAST_ENDS_AT: { value: 'lastEndsAt', description: 'The date and time at which the last sold term ends.' },
  RENEWAL_OPENS_AT: {
    value: 'renewalOpensAt',
    description: 'The date and time from which the next renewal is accepted.',
  },
});

export const sortDescription = 'The sort order. The default is the order in which the subscriptions were opened.';

export function subscriptionConditions(
  filter: typeof SubscriptionFilter.$inferInput | null | undefined,
  ctx: GraphqlContext,
) {
  return allOf<Conditions['subscription']>(
    ifGiven(filter?.organisation, (organisation) => ({ organisationId: numericId(organisation) })),
    ifGiven(filter?.customer, (customer) => ({ customerId: numericId(customer) })),
    ifGiven(filter?.status, (statuses) => anyOf(statuses.map((status) => havingStatus(status, ctx.now)))),
    ifGiven(filter?.product, (codes) => ({ ratePlan: { product: { code: { in: codes } } } })),
    ifGiven(filter?.endsAfter, (instant) => ({ lastEndsAt: { gte: dateOf(instant) } })),
    ifGiven(filter?.endsBefore, (instant) => ({ lastEndsAt: { lt: dateOf(instant) } })),
    ifGiven(filter?.renewalWindowOpen, (isOpen) => havingWindowOpen(isOpen, ctx.now)),
    ifGiven(filter?.text, (text) => ({
      OR: [
        { customer: { OR: [{ name: containing(text) }, { remoteId: containing(text) }] } },
        { firstOrder: { remoteId: containing(text) } },
      ],
    })),
  );
}
