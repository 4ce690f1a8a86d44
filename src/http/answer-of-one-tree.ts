import pLimit from 'p-limit';
import { hasTreeMoved } from '../identity/has-tree-moved.ts';
import { whileTreesStand } from '../organisations/tree-lock.ts';
import type { TerminalContext, UseCaseContext } from '../shared/use-case-context.ts';
import type { Answer } from './door.ts';

/** How often an answer is tried while others may move organisations, before they are made to wait for it. */
const freeAttempts = 2;

// Whoever makes the others wait takes a connection for it besides those with which it reads.
const oneAtATime = pLimit(1);

/**
 * An answer that shows the tree as it was before a move or as it is afterwards, and never something of both. What an
 * actor may see is found with its credential, in one statement; what an answer shows of the tree takes several. So the
 * whole of it, from the credential on, is done again where something was moved in between.
 */
export async function answerOfOneTree<Identified extends UseCaseContext>(
  ctx: TerminalContext,
  identify: () => Promise<Identified | undefined>,
  answer: (useCase: Identified | undefined) => Promise<Answer>,
): Promise<Answer> {
  for (let attempt = 1; attempt <= freeAttempts; attempt++) {
    const useCase = await identify();
    const answered = await answer(useCase);
    if (useCase === undefined || !answered.isOfOneTree || !(await hasTreeMoved(useCase))) return answered;
  }
  return oneAtATime(() => whileTreesStand(ctx, async () => answer(await identify())));
}
