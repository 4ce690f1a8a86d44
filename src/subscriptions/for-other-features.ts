// The verbs of orders lock and change subscriptions with these functions.
export { insertHold, liftHolds, updateReason } from './hold-repository.ts';
export { findSeatUse, lockSubscription, readSubscription, updateSubscription } from './repository.ts';
export { endTerm, raiseSeats, voidTerms } from './term-repository.ts';
