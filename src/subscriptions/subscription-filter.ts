import type { SubscriptionStatus } from './types.ts';

// `statusAt` and the renewal window as conditions for lists, in the format of the database client. Property tests
// compare them with the rules.

/** Returns the condition for a status at `now`. Each subscription matches exactly one of the five conditions. */
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

/**
 * Returns the condition for renewals that the calendar allows at `now`: in the window or expired, without a
 * cancellation.
 */
export function havingWindowOpen(isOpen: boolean, now: Temporal.Instant) {
  const at = new Date(now.epochMilliseconds);
  const open = { cancelledAt: null, cancelsAt: null, renewalOpensAt: { lte: at }, lastStartsAt: { lte: at } };
  return isOpen ? open : { NOT: open };
}
