import type { IncomingMessage } from 'node:http';
import type { Pool } from '../db/pool.ts';
import { actOnBehalfOf } from '../identity/act-on-behalf-of.ts';
import { authenticate } from '../identity/authenticate.ts';
import type { Clock } from '../shared/use-case-context.ts';
import { answerOfOneTree } from './answer-of-one-tree.ts';
import { keyIn } from './authenticate.ts';
import type { Answer, Call, Door } from './door.ts';
import { onBehalfOfIn } from './on-behalf-of.ts';
import { asksForPage, pageAnswer } from './page.ts';
import type { Prepared } from './prepared.ts';
import { readBody } from './read-body.ts';
import { createTurns } from './turns.ts';

interface GuardDependencies {
  readonly pool: Pool;
  readonly clock: Clock;
}

/** What is known of a request before its body is read. */
export type Request = Pick<Call, 'method' | 'path' | 'query' | 'headers'>;

/** Lets through a door who says who they are, in their own name or on behalf of somebody else. */
export function guardedBy(deps: GuardDependencies, prepared: Prepared) {
  // As many at once as there are connections, and as long a wait. Nobody takes up room while they are still talking.
  const { max, connectionTimeoutMillis } = deps.pool.options;
  const turns = createTurns(max, connectionTimeoutMillis);
  return async (door: Door, request: Request, req: IncomingMessage, requestId: string): Promise<Answer> => {
    if (door.page !== undefined && asksForPage(req)) return pageAnswer(door.page);
    const key = keyIn(req);
    if (key === undefined) return door.refuse('UNAUTHENTICATED', requestId);
    const { fingerprintKey } = await prepared();
    const { pool, clock } = deps;
    const onBehalfOf = onBehalfOfIn(req);
    const identify = async () => {
      const authenticated = await turns.take(key, () => authenticate(deps, key));
      if (authenticated === undefined) return undefined;
      const holder = { pool, clock, ...authenticated, requestId, fingerprintKey };
      return onBehalfOf === undefined ? holder : actOnBehalfOf(holder, onBehalfOf);
    };
    let body: Buffer<ArrayBuffer> | undefined;
    return answerOfOneTree(deps, identify, async (useCase) => {
      if (useCase === undefined) return door.refuse('UNAUTHENTICATED', requestId);
      body ??= await readBody(req);
      const call = { ...request, body, useCase, idempotencyKeys: req.headersDistinct['idempotency-key'] ?? [] };
      return turns.take(key, () => door.answer(call));
    });
  };
}
