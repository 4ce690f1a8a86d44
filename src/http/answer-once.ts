import { answerOnce } from '../idempotency/answer-once.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import type { Answer, Call } from './door.ts';

/** Which of a call's words matter: all that make it the same request when they are the same. */
type TextParts = readonly string[];

/**
 * The answer to a call that writes. With an `Idempotency-Key`, `work` runs at most once for the same words, in one
 * transaction with all that it writes through the context that it is given; a replay says so in a header. `work` answers
 * refusals as well, and throws only what is none: an outage, a fault of ours.
 *
 * Throws the errors of `answerOnce`, for which the door has its own words.
 */
export async function answerCallOnce(
  { useCase, idempotencyKeys: keys }: Pick<Call, 'useCase' | 'idempotencyKeys'>,
  words: TextParts,
  work: (useCase: UseCaseContext) => Promise<Answer>,
): Promise<Answer> {
  if (keys.length === 0) return work(useCase);
  const once = await answerOnce(useCase, { keys, request: words }, async (inner) => JSON.stringify(await work(inner)));
  const answer = JSON.parse(once.text) as Answer;
  return once.isReplay ? { ...answer, headers: { ...answer.headers, ...replayed } } : answer;
}

/** The header that marks a replayed answer. */
export const replayed = { 'idempotency-replayed': 'true' } as const;
