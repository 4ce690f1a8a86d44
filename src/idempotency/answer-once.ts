import { inOuterTransaction } from '../db/transactions/transaction.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { IdempotencyKeyInUseError, IdempotencyKeyReusedError } from './errors.ts';
import { findAnswer, insertAnswer, lockKey } from './repository.ts';
import { checkKey, retention, scopeOf } from './rules.ts';
import { sealOf } from './sealed-answer.ts';

/** A request that is to be answered once. */
export interface KeyedRequest {
  /** The values of the header `Idempotency-Key`; more than one is a mistake. */
  readonly keys: readonly string[];
  /** What makes it this request: the door, and every word of it that matters there. */
  readonly request: readonly string[];
}

export interface OnceAnswered {
  readonly text: string;
  /** Whether this is the answer to an earlier request of the same words. */
  readonly isReplay: boolean;
}

/**
 * Answers a request of these words once: whoever sends it again with the same key is given the same text, for 72 hours
 * at least. `work` is given a context whose connections are those of one transaction, in which its verbs, the reads that
 * shape the answer, and the answer itself are kept together, or not at all.
 *
 * Not kept is an answer before which nothing was begun, such as one to an input that can't be understood; and nothing is
 * done where a verb found the database out of reach or others in its way: the same key can then be sent again.
 *
 * @throws {IdempotencyKeyInvalidError} when the key is none
 * @throws {IdempotencyKeyInUseError} while a request with this key is being answered
 * @throws {IdempotencyKeyReusedError} when the key was used for another request
 * @throws {ConflictError} when a verb ended with it
 * @throws {UnavailableError} when the database can't be reached or is overloaded
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
