import pLimit from 'p-limit';
import { hasTreeMoved } from '../identity/has-tree-moved.ts';
import { whileTreesStand } from '../organisations/tree-lock.ts';
import { atOnce, type InTurn } from '../shared/turn.ts';
import type { TerminalContext, UseCaseContext } from '../shared/use-case-context.ts';
import type { Answer } from './door.ts';

/** How often an answer is tried while others may move organisations, before they are made to wait for it. */
const freeAttempts = 2;

// Whoever makes the others wait takes a connection for it besides those with which it reads.
const oneAtATime = pLimit(1);

/** One try at an answer: as whom, and what. */
export interface Attempt {
  /** Undefined when nobody holds the credential. */
  readonly useCase: UseCaseContext | undefined;
  readonly answer: Answer;
}

/**
 * An answer that shows the tree as it was before a move or as it is afterwards, and never something of both. What an
 * actor may see is found with its credential, in one statement; what an answer shows of the tree takes several. So the
 * whole of it, from the credential on, is done again where something was moved in between.
 */
export async function answerOfOneTree(
  ctx: TerminalContext,
  inTurn: InTurn,
  attempt: (inTurn: InTurn) => Promise<Attempt>,
): Promise<Answer> {
  for (let count = 1; count <= freeAttempts; count++) {
    const { useCase, answer } = await attempt(inTurn);
    if (useCase === undefined || !answer.isOfOneTree || !(await hasTreeMoved(useCase))) return answer;
  }
  // One turn for all of it: who holds the trees must not wait for room behind those who wait for the trees.
  const { answer } = await inTurn(() => oneAtATime(() => whileTreesStand(ctx, () => attempt(atOnce))));
  return answer;
}
