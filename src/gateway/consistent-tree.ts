import pLimit from 'p-limit';
import type { Pool } from '../db/pool.ts';
import type { Answer } from '../http/door.ts';
import { hasTreeMoved } from '../identity/has-tree-moved.ts';
import { whileTreesStand } from '../organisations/tree-lock.ts';
import { atOnce, type InTurn, type SharedOut } from '../shared/connections.ts';
import type { Clock, UseCaseContext } from '../shared/use-case-context.ts';

/** How often an answer is tried while others may move organisations, before they are made to wait for it. */
const freeAttempts = 2;

// Whoever makes the others wait takes a connection for it besides the one with which it reads.
const oneAtATime = pLimit(1);
const oneConnection = pLimit(1);

/** One try at an answer: as whom, and what. */
export interface Attempt {
  /** Undefined when nobody holds the credential. */
  readonly useCase: UseCaseContext | undefined;
  readonly answer: Answer;
}

/** Where an attempt is made: in which turn it is answered, and with which connections. */
export interface Room {
  readonly inTurn: InTurn;
  readonly connections: SharedOut;
}

/**
 * An answer that shows the tree as it was before a move or as it is afterwards, and never something of both. What an
 * actor may see is found with its credential, in one statement; what an answer shows of the tree takes several. So the
 * whole of it, from the credential on, is done again where something was moved in between.
 */
export async function answerOfOneTree(
  { pool, clock }: { readonly pool: Pool; readonly clock: Clock },
  room: Room,
  attempt: (room: Room) => Promise<Attempt>,
): Promise<Answer> {
  for (let count = 1; count <= freeAttempts; count++) {
    const { useCase, answer } = await attempt(room);
    if (useCase === undefined || !answer.isOfOneTree || !(await hasTreeMoved(useCase))) return answer;
  }
  // All of it in its turns from the beginning: who holds the trees must not wait behind those who wait for the trees.
  const atLast = () =>
    whileTreesStand({ pool, clock }, () => attempt({ inTurn: atOnce, connections: { pool, inTurn: oneConnection } }));
  const { answer } = await room.inTurn(() => room.connections.inTurn(() => oneAtATime(atLast)));
  return answer;
}
