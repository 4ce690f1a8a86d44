import { inOuterTransaction } from '../db/transactions/transaction.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { IdempotencyKeyInUseError, IdempotencyKeyReusedError } from './errors.ts';
import { findAnswer, insertAnswer, lockKey } from './repository.ts';
import { checkKey, retention, scopeOf } from './rules.ts';
import { sealOf } from './sealed-answer.ts';

/** A request with an idempotency key. */
export interface KeyedRequest {
  /** The values of the header `Idempotency-Key`. More than one is refused. */
  readonly keys: readonly string[];
  /** The parts that identify the request: the door, and everything that matters there. */
  readonly request: readonly string[];
}

export interface OnceAnswered {
  readonly text: string;
  /** Whether the text is the stored response of an earlier identical request. */
  readonly isReplay: boolean;
}

/**
 * Executes a request once per key. A repeated request with the same key gets the stored text, for at least 72 hours.
 * `work` receives a context with the connections of one transaction. The transaction contains its verbs, the reads of
 * the response and the stored response.
 *
 * A response is not stored if no verb started, for example after an invalid input. If a verb ends in a conflict or an
 * outage, the transaction rolls back. In both cases the same key can be sent again.
 *
 * @throws {IdempotencyKeyInvalidError} if the key is invalid
 * @throws {IdempotencyKeyInUseError} if a request with this key is being executed
 * @throws {IdempotencyKeyReusedError} if the key was used for another request
 * @throws {ConflictError} if a verb ended with it
 * @throws {UnavailableError} if the database is unreachable or overloaded
 */
export async function answerOnce(
  ctx: UseCaseContext,
  { keys, request }: KeyedRequest,
  work: (ctx: UseCaseContext) => Promise<string>,
): Promise<OnceAnswered> {
  const key = orThrow(checkKey(keys));
  const scope = scopeOf(ctx.actor);
  const seal = sealOf(ctx.fingerprintKey, scope, key, request);
  const { keyHash, requestHash } = seal;
  return inOuterTransaction(ctx.pool, async (tx, within) => {
    if (!(await lockKey(tx, keyHash))) throw new IdempotencyKeyInUseError();
    const earlier = await findAnswer(tx, scope, keyHash);
    if (earlier !== undefined) {
      if (!earlier.requestHash.equals(requestHash)) throw new IdempotencyKeyReusedError();
      return { text: seal.open(earlier.answer), isReplay: true };
    }
    const { value: text, hasBegun } = await within((pool) => work({ ...ctx, pool }));
    const kept = { scope, keyHash, requestHash, answer: seal.close(text) };
    if (hasBegun) await insertAnswer(tx, ctx.clock, kept, retention.hours);
    return { text, isReplay: false };
  });
}
