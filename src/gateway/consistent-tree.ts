import pLimit from 'p-limit';
import type { Pool } from '../db/pool.ts';
import type { Answer } from '../http/door.ts';
import { hasTreeMoved } from '../identity/has-tree-moved.ts';
import { withLockedTrees } from '../organisations/tree-lock.ts';
import { type RunLimited, type SharedPool, unlimited } from '../shared/connections.ts';
import type { Clock, UseCaseContext } from '../shared/use-case-context.ts';

/** The number of attempts without a lock. After them, moves of organisations wait for the response. */
const optimisticAttempts = 2;

// A locked attempt takes one connection for the lock and one for its reads.
const lockedAttempts = pLimit(1);
const oneConnection = pLimit(1);

/** The answer of one attempt, and the request context with which it was made. */
export interface ConsistentAttempt {
  /** Undefined if the credential is unknown. */
  readonly useCase: UseCaseContext | undefined;
  readonly answer: Answer;
}

/** The limiter and the connections of an attempt. */
export interface AttemptResources {
  readonly limited: RunLimited;
  readonly connections: SharedPool;
}

/**
 * Returns an answer that shows the organisation tree before or after a move, never a mix. One statement determines what
 * the actor can see, and several statements read the response. If an organisation was moved in between, the whole
 * attempt is repeated, including the look-up of the credential.
 */
export async function withConsistentTree(
  { pool, clock }: { readonly pool: Pool; readonly clock: Clock },
  resources: AttemptResources,
  attempt: (resources: AttemptResources) => Promise<ConsistentAttempt>,
): Promise<Answer> {
  for (let count = 1; count <= optimisticAttempts; count++) {
    const { useCase, answer } = await attempt(resources);
    if (useCase === undefined || !answer.dependsOnTree || !(await hasTreeMoved(useCase))) return answer;
  }
  // The locked attempt passes the limiters first, because it must not wait for work that waits for its lock.
  const attemptLocked = () =>
    withLockedTrees({ pool, clock }, () =>
      attempt({ limited: unlimited, connections: { pool, limited: oneConnection } }),
    );
  const { answer } = await resources.limited(() => resources.connections.limited(() => lockedAttempts(attemptLocked)));
  return answer;
}
