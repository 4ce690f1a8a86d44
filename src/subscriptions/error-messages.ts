import type { DomainErrorMessages } from '../shared/domain-error-messages.ts';
import type { SubscriptionVerb } from './types.ts';

export const subscriptionErrorMessages = {
  STATUS_FORBIDS: ({ verb, firstOrder, status, allowedActions }, { terms }) => {
    const name = status.toLowerCase();
    const plural = `${name.charAt(0).toUpperCase()}${name.slice(1)} subscriptions`;
    return `Subscription "${firstOrder}" is ${name}. ${plural} can't ${actions[verb](terms.seats)}. ${possible(allowedActions)}`;
  },
  RENEWAL_TOO_EARLY: ({ firstOrder, opensAt }, { instant }) =>
    `Subscription "${firstOrder}" can't be renewed yet. Its renewal window opens at ${instant(opensAt)}. Renew it from then on.`,
  NEXT_TERM_SOLD: ({ firstOrder, startsAt, opensAt }, { instant }) =>
    `Subscription "${firstOrder}" is already renewed. Its next term starts at ${instant(startsAt)}. Renew it again from ${instant(opensAt)} on.`,
  CANCELLATION_SCHEDULED: ({ firstOrder, cancelsAt }, { instant }) =>
    `Subscription "${firstOrder}" is scheduled to be cancelled at ${instant(cancelsAt)}. Withdraw the cancellation with keepOrder, then renew the subscription.`,
  HOLD_NOT_YOURS: ({ firstOrder, heldSince }, { instant }) =>
    `Subscription "${firstOrder}" was suspended at ${instant(heldSince)} by an organisation above yours. Ask that organisation to resume it.`,
  SEATS_NOT_INCREASED: ({ requestedSeats, currentSeats }, { terms }) =>
    `The number of ${terms.seats} can only increase within a term. Expected more than ${currentSeats}, found ${requestedSeats}. Reduce the number at the next renewal.`,
} satisfies Partial<DomainErrorMessages>;

/** The refused verbs as clauses of the error message. */
const actions: Readonly<Record<SubscriptionVerb, (seats: string) => string>> = {
  createRenewalOrder: () => 'be renewed',
  changeSeats: (seats) => `get more ${seats}`,
  suspendOrder: () => 'be suspended',
  resumeOrder: () => 'be resumed',
  // A status forbids only a cancellation at the end of a term, when no term is running.
  cancelOrder: () => 'be cancelled at the end of a term',
  keepOrder: () => 'withdraw their cancellation',
};

function possible(allowedActions: readonly SubscriptionVerb[]): string {
  return allowedActions.length === 0 ? 'No action is possible.' : `Possible actions: ${allowedActions.join(', ')}.`;
}
