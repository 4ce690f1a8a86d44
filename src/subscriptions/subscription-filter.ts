import type { SubscriptionStatus } from './types.ts';

// `statusAt` and the renewal window as conditions on the subscription's columns, for lists. They are plain data in the
// form that the database client takes; property tests hold them equal to the rules.

/** The subscriptions that have this status at `now`. The five conditions leave none out and share none. */
export function havingStatus(status: SubscriptionStatus, now: Temporal.Instant) {
  const at = new Date(now.epochMilliseconds);
  const isLive = { AND: [{ OR: [{ cancelledAt: null }, { cancelledAt: { gt: at } }] }, notYetCancelled(at)] };
  switch (status) {
    case 'CANCELLED':
      return { OR: [{ cancelledAt: { lte: at } }, { cancelsAt: { lte: at } }] };
    case 'EXPIRED':
      return { ...isLive, lastEndsAt: { lte: at } };
    case 'PENDING':
      return { ...isLive, lastEndsAt: { gt: at }, firstStartsAt: { gt: at } };
    case 'SUSPENDED':
      return { ...isLive, lastEndsAt: { gt: at }, firstStartsAt: { lte: at }, holdCount: { gt: 0 } };
    case 'ACTIVE':
      return { ...isLive, lastEndsAt: { gt: at }, firstStartsAt: { lte: at }, holdCount: 0 };
  }
}

function notYetCancelled(at: Date) {
  return { OR: [{ cancelsAt: null }, { cancelsAt: { gt: at } }] };
}

/** The subscriptions that the calendar allows to renew at `now`: in the window or expired, and not to be cancelled. */
export function havingWindowOpen(isOpen: boolean, now: Temporal.Instant) {
  const at = new Date(now.epochMilliseconds);
  const open = { cancelledAt: null, cancelsAt: null, renewalOpensAt: { lte: at }, lastStartsAt: { lte: at } };
  return isOpen ? open : { NOT: open };
}
