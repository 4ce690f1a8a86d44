import type { Refusal } from './answer.ts';
import type { Time } from './calendar.ts';
import type { Command, CommandOf } from './commands.ts';
import { type Model, type Status, type Subscription, seatUse, statusOf, type Term, type Who } from './model.ts';
import { step } from './step.ts';

/** The verbs that can be previewed. */
export type Previewed = CommandOf<
  'createFirstOrder' | 'createRenewalOrder' | 'changeSeats' | 'suspendOrder' | 'cancelOrder'
>;

export interface Preview {
  readonly isRetry: boolean;
  readonly status: Status;
  readonly term: Pick<Term, 'startsAt' | 'endsAt' | 'seats'> | null;
  /** GraphQL knows a `cancelsAt` of a refusal too, of another type, so it is asked for under another name. */
  readonly wouldCancelAt: Time | null;
  readonly effects: readonly string[];
  readonly warnings: readonly string[];
}

export function isPreviewed(command: Command): command is Previewed {
  return ['createFirstOrder', 'createRenewalOrder', 'changeSeats', 'suspendOrder', 'cancelOrder'].includes(
    command.verb,
  );
}

/** What a preview must tell: the refusal of the verb, or the difference that the verb makes. */
export function previewOf(before: Model, who: Who, command: Previewed): { refusal: Refusal } | { preview: Preview } {
  const { model: after, answer } = step(before, who, command);
  if (answer.kind === 'REFUSAL') return { refusal: answer.refusal };
  const firstOrder = 'parent' in command ? command.parent : command.id;
  const was = before.subscriptions[firstOrder];
  const is = after.subscriptions[firstOrder];
  if (is === undefined) throw new Error(`There is no subscription ${firstOrder} after ${command.verb}`);
  const preview = {
    isRetry: !['suspendOrder', 'cancelOrder'].includes(command.verb) && before.orders[command.id] !== undefined,
    status: statusOf(is, after.now),
    term: changedTerm(was, is),
    wouldCancelAt: is.cancelsAt,
    effects: effectsOf(was, is),
    warnings: warningsOf(before, firstOrder, was, is),
  };
  return { preview };
}

/** The first term that was added, got more seats or was ended. */
function changedTerm(was: Subscription | undefined, is: Subscription): Preview['term'] {
  const changed = is.terms.find((term, index) => {
    const old = was?.terms[index];
    return term.seats !== old?.seats || term.endsAt !== old.endsAt;
  });
  return changed === undefined ? null : { startsAt: changed.startsAt, endsAt: changed.endsAt, seats: changed.seats };
}

function effectsOf(was: Subscription | undefined, is: Subscription): string[] {
  if (was === undefined) return ['OPENS_SUBSCRIPTION', 'ADDS_TERM'];
  const effects: string[] = [];
  const added = is.terms[was.terms.length];
  const raised = is.terms.filter((term, index) => was.terms[index] !== undefined && term.seats > seatsOf(was, index));
  if (added !== undefined) effects.push('ADDS_TERM');
  if (added?.period === 1) effects.push('STARTS_NEW_RUN');
  if (is.holds.length < was.holds.length) effects.push('LIFTS_HOLDS');
  if (is.holds.length > was.holds.length) effects.push('PLACES_HOLD');
  if (is.holds.some((hold, index) => hold.reason !== (was.holds[index] ?? hold).reason))
    effects.push('CHANGES_HOLD_REASON');
  if (raised.length > 0) effects.push('RAISES_SEATS');
  if (raised.length > 1) effects.push('RAISES_SEATS_OF_NEXT_TERM');
  if (is.cancelledAt !== was.cancelledAt) effects.push('CANCELS');
  if (is.terms.some((term, index) => term.endsAt < (was.terms[index]?.endsAt ?? ''))) effects.push('ENDS_CURRENT_TERM');
  if (is.terms.some((term, index) => term.voidedAt !== (was.terms[index]?.voidedAt ?? null))) {
    effects.push('VOIDS_NEXT_TERM');
  }
  if (is.cancelsAt !== null && was.cancelsAt === null) effects.push('SCHEDULES_CANCELLATION');
  return effects;
}

function seatsOf(subscription: Subscription, term: number): number {
  return subscription.terms[term]?.seats ?? 0;
}

/** Whoever renews with too few seats should know, counting what the customer has besides. */
function warningsOf(
  before: Model,
  firstOrder: string,
  was: Subscription | undefined,
  is: Subscription,
): readonly string[] {
  const added = was === undefined ? undefined : is.terms[was.terms.length];
  if (added === undefined) return [];
  const besides = seatUse(before, is.customer, firstOrder);
  return besides.seats + added.seats < besides.activeUsers ? ['FEWER_SEATS_THAN_ACTIVE_USERS'] : [];
}
