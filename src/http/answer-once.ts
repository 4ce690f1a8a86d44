import { answerOnce } from '../idempotency/answer-once.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import type { Answer, Call } from './door.ts';

/** The parts that identify a request. Two requests with equal parts are the same request. */
type TextParts = readonly string[];

/**
 * Answers a write request. With an `Idempotency-Key`, `work` runs at most once for the same parts, in one transaction
 * with everything that it writes through the context it receives. A replay has the header `Idempotency-Replayed`.
 * `work` returns refusals as answers, and throws only on an outage or an internal error.
 *
 * @throws {DomainError} the errors of `answerOnce`, for which each door has its own messages
 */
export async function answerCallOnce(
  { useCase, idempotencyKeys: keys }: Pick<Call, 'useCase' | 'idempotencyKeys'>,
  parts: TextParts,
  work: (useCase: UseCaseContext) => Promise<Answer>,
): Promise<Answer> {
  if (keys.length === 0) return work(useCase);
  const once = await answerOnce(useCase, { keys, request: parts }, async (inner) => JSON.stringify(await work(inner)));
  const answer = JSON.parse(once.text) as Answer;
  return once.isReplay ? { ...answer, headers: { ...answer.headers, ...replayed } } : answer;
}

/** The header of a replayed response. */
export const replayed = { 'idempotency-replayed': 'true' } as const;
