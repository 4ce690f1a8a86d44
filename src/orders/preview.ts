import type { Transaction } from '../db/transactions/transaction.ts';
import { fingerprint } from '../request-fingerprints/fingerprint.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { readSubscription } from '../subscriptions/for-other-features.ts';
import { statusAt } from '../subscriptions/rules.ts';
import type { Subscription } from '../subscriptions/types.ts';
import { missingFirstOrder } from './open-subscription.ts';
import { recognizeOrder } from './recognize-order.ts';
import type { OrderKind, OrderPreview, PreviewEffect } from './types.ts';

// Functions that all previews share. Previews apply the rules of their verbs in a read-only transaction, at the time of
// the request.

/** A subscription that is read without a lock. */
export interface PreviewedSubscription {
  readonly subscription: Subscription;
  readonly now: Temporal.Instant;
}

/**
 * @throws {OrderNotFoundError} if the partner has no order with this id
 * @throws {NotAFirstOrderError} if the id is that of a renewal or a change
 */
export async function findForPreview(
  tx: Transaction,
  ctx: UseCaseContext,
  organisationId: number,
  firstOrder: string,
): Promise<PreviewedSubscription> {
  const found = await readSubscription(tx, ctx, organisationId, firstOrder);
  if (found === undefined) throw await missingFirstOrder(tx, organisationId, firstOrder);
  return found;
}

interface PreviewedOrder {
  readonly organisationId: number;
  /** The id that the order would get. Undefined if the caller has not chosen one yet. */
  readonly remoteId: string | undefined;
  readonly kind: OrderKind;
  readonly members: Readonly<Record<string, string | number | undefined>>;
}

/**
 * Whether an earlier identical request placed the order.
 *
 * @throws {InvalidInputError} if the id is new and has no visible character
 * @throws {RemoteIdConflictError} if the id was used for a different request
 */
export async function isRetry(tx: Transaction, ctx: UseCaseContext, order: PreviewedOrder): Promise<boolean> {
  const { organisationId, remoteId, kind, members } = order;
  if (remoteId === undefined) return false;
  const supplied = fingerprint(ctx.fingerprintKey, members);
  return (await recognizeOrder(tx, { organisationId, remoteId, kind, supplied })) !== undefined;
}

/** Returns the preview of a verb after which the subscription would be `after`. */
export function previewOf(after: Subscription, now: Temporal.Instant, effects: PreviewEffect[]): OrderPreview {
  const status = statusAt(after, now);
  return { isRetry: false, status, term: null, cancelsAt: after.cancelsAt, effects, warnings: [] };
}

/** Returns the preview of a retry, which would change nothing. */
export function retryPreview({ subscription, now }: PreviewedSubscription): OrderPreview {
  return { ...previewOf(subscription, now, []), isRetry: true };
}
