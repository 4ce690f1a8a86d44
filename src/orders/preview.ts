import type { Transaction } from '../db/transactions/transaction.ts';
import { fingerprint } from '../request-fingerprints/fingerprint.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { readSubscription } from '../subscriptions/for-other-features.ts';
import { statusAt } from '../subscriptions/rules.ts';
import type { Subscription } from '../subscriptions/types.ts';
import { missingFirstOrder } from './open-subscription.ts';
import { recognizeOrder } from './recognize-order.ts';
import type { OrderKind, OrderPreview, PreviewEffect } from './types.ts';

// What the previews have in common. They ask the same rules as their verbs, in a transaction that can't write, at the
// time of the request.

/** A subscription as a preview finds it, without a lock. */
export interface PreviewedSubscription {
  readonly subscription: Subscription;
  readonly now: Temporal.Instant;
}

/**
 * @throws {OrderNotFoundError} when the partner has no order of this id
 * @throws {NotAFirstOrderError} when the id is that of a renewal or a change
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
  /** The id that the order would get; a preview may be asked before there is one. */
  readonly remoteId: string | undefined;
  readonly kind: OrderKind;
  readonly members: Readonly<Record<string, string | number | undefined>>;
}

/**
 * Whether the order was placed already by a request of the same words.
 *
 * @throws {InvalidInputError} when the id is new and has no visible character
 * @throws {RemoteIdConflictError} when the id was used for a different request
 */
export async function isRetry(tx: Transaction, ctx: UseCaseContext, order: PreviewedOrder): Promise<boolean> {
  const { organisationId, remoteId, kind, members } = order;
  if (remoteId === undefined) return false;
  const supplied = fingerprint(ctx.fingerprintKey, members);
  return (await recognizeOrder(tx, { organisationId, remoteId, kind, supplied })) !== undefined;
}

/** The preview of a verb that leaves the subscription as `after`. */
export function previewOf(after: Subscription, now: Temporal.Instant, effects: PreviewEffect[]): OrderPreview {
  const status = statusAt(after, now);
  return { isRetry: false, status, term: null, cancelsAt: after.cancelsAt, effects, warnings: [] };
}

/** The preview of a verb that would only answer what an earlier request did. */
export function retryPreview({ subscription, now }: PreviewedSubscription): OrderPreview {
  return { ...previewOf(subscription, now, []), isRetry: true };
}
