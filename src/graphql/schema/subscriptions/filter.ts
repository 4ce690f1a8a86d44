import type { Conditions } from '../../../db/reading/reader.ts';
import { havingStatus, havingWindowOpen } from '../../../subscriptions/subscription-filter.ts';
import type { GraphqlContext } from '../../execution/context.ts';
import { builder } from '../builder.ts';
import { allOf, anyOf, containing, dateOf, ifGiven } from '../connection.ts';
import { CustomerNode } from '../customers/type.ts';
import { SubscriptionStatusEnum } from '../enums.ts';
import { numericId } from '../global-id.ts';
import { OrganisationNode } from '../organisations/type.ts';
import { sortInput } from '../sorting.ts';

export const SubscriptionFilter = builder.inputType('SubscriptionFilter', {
  description: 'Which subscriptions. Conditions that are left out hold for all.',
  fields: (t) => ({
    organisation: t.globalID({ for: OrganisationNode, description: 'Only those of this organisation, by its `id`.' }),
    customer: t.globalID({ for: CustomerNode, description: 'Only those of this customer, by its `id`.' }),
    status: t.field({ type: [SubscriptionStatusEnum], description: 'Only those that are one of these now.' }),
    product: t.stringList({ description: 'Only those to one of these products, by their codes.' }),
    endsAfter: t.field({ type: 'DateTime', description: 'Only those whose last sold term ends then or later.' }),
    endsBefore: t.field({ type: 'DateTime', description: 'Only those whose last sold term ends before then.' }),
    renewalWindowOpen: t.boolean({
      description:
        'Only those that the calendar allows to renew now, expired ones included, or only the others. Holds are not asked.',
    }),
    text: t.string({
      description:
        "Only those in whose customer's name or remote id, or first order's remote id, this occurs, in any case.",
    }),
  }),
});

export const SubscriptionSort = sortInput('Subscription', 'subscriptions', {
  ID: { value: 'id', description: 'The order in which they were opened.' },
  FIRST_STARTS_AT: { value: 'firstStartsAt', description: 'When their first term starts.' },
  LAST_ENDS_AT: { value: 'lastEndsAt', description: 'When their last sold term ends.' },
  RENEWAL_OPENS_AT: { value: 'renewalOpensAt', description: 'From when on they can be renewed.' },
});

export const sortDescription = 'How they are sorted; in the order of their opening unless said.';

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
