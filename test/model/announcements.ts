import { latest, type Time } from './calendar.ts';
import { type Event, lastTerm, type Model, opensAt, type Subscription } from './model.ts';

// What the calendar does by itself: windows open, terms end. Every transition is announced once.

/** Announces what is due at the model's now, for one subscription or for all, and answers how much that was. */
export function announceDue(model: Model, firstOrders: string[] = Object.keys(model.subscriptions)): number {
  const due = firstOrders.flatMap((firstOrder) => dueEvents(model, firstOrder));
  model.events.push(...due.sort(byTime));
  return due.length;
}

function dueEvents(model: Model, firstOrder: string): Event[] {
  const subscription = model.subscriptions[firstOrder];
  if (subscription === undefined) return [];
  return [...openedWindow(model, subscription), ...endedTerms(model, subscription)].map((event) => ({
    ...event,
    subject: firstOrder,
    by: 'CALENDAR',
  }));
}

type Transition = Pick<Event, 'verb' | 'at' | 'status'>;

/** A window opens unless a cancellation, even one that is only scheduled, keeps it shut. */
function openedWindow(model: Model, subscription: Subscription): Transition[] {
  const { windowAnnounced, windowFrom, cancelsAt, cancelledAt } = subscription;
  const at = latest(opensAt(model, subscription), windowFrom);
  if (windowAnnounced || at > model.now || cancelsAt !== null || cancelledAt !== null) return [];
  subscription.windowAnnounced = true;
  return [{ verb: 'renewalWindowOpened', at, status: null }];
}

function endedTerms(model: Model, subscription: Subscription): Transition[] {
  const ended = subscription.terms.filter(
    (term) => term.voidedAt === null && !term.endAnnounced && term.endsAt <= model.now,
  );
  return ended.map((term) => {
    term.endAnnounced = true;
    return { at: term.endsAt, ...whatItMeans(subscription, term.endsAt) };
  });
}

function whatItMeans(subscription: Subscription, endsAt: Time): Pick<Transition, 'verb' | 'status'> {
  if (endsAt < lastTerm(subscription).endsAt) {
    return { verb: 'termEnded', status: subscription.holds.length > 0 ? 'SUSPENDED' : 'ACTIVE' };
  }
  return subscription.cancelsAt === null
    ? { verb: 'subscriptionExpired', status: 'EXPIRED' }
    : { verb: 'subscriptionCancelled', status: 'CANCELLED' };
}

/** In the order of the calendar; a window that opens in the instant of the end opens first. */
function byTime(one: Event, other: Event): number {
  if (one.at !== other.at) return one.at < other.at ? -1 : 1;
  return Number(other.verb === 'renewalWindowOpened') - Number(one.verb === 'renewalWindowOpened');
}
