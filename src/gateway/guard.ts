import type { IncomingMessage } from 'node:http';
import type { Pool } from '../db/pool.ts';
import type { Answer, Call, Door } from '../http/door.ts';
import { asksForPage, pageAnswer } from '../http/page.ts';
import { readBody } from '../http/read-body.ts';
import { actOnBehalfOf } from '../identity/act-on-behalf-of.ts';
import { type Authenticated, authenticate } from '../identity/authenticate.ts';
import { inRounds } from '../shared/batcher.ts';
import type { Connections, InTurn, SharedOut } from '../shared/connections.ts';
import type { Clock } from '../shared/use-case-context.ts';
import { keyIn } from './authenticate.ts';
import { answerOfOneTree, type Room } from './consistent-tree.ts';
import type { Turns } from './fair-limiter.ts';
import { onBehalfOfIn } from './on-behalf-of.ts';
import type { Prepared } from './startup-gate.ts';

interface GuardDependencies {
  readonly pool: Pool;
  readonly clock: Clock;
}

/** What is known of a request before its body is read. */
export type Request = Pick<Call, 'method' | 'path' | 'query' | 'headers'>;

/** After how many milliseconds whoever sent a body is looked up again: a credential may have been revoked meanwhile. */
const staleAfter = 1_000;

/** What those who call share out among themselves, each by their credential. */
export interface Shares {
  /** Requests that are answered at once: more than there are connections, as most need none of their own most of the time. */
  readonly requests: Turns;
  readonly connections: Turns;
}

/** Lets through a door who says who they are, in their own name or on behalf of somebody else. */
export function guardedBy(deps: GuardDependencies, prepared: Prepared, { requests, connections }: Shares) {
  const holderOf = holders(deps);
  return async (door: Door, request: Request, req: IncomingMessage, requestId: string): Promise<Answer> => {
    if (door.page !== undefined && asksForPage(req)) return pageAnswer(await door.page());
    const key = keyIn(req);
    if (key === undefined) return door.refuse('UNAUTHENTICATED', requestId);
    const { fingerprintKey } = await prepared();
    const { pool, clock } = deps;
    const onBehalfOf = onBehalfOfIn(req);
    const identify = async (connected: Connections) => {
      const authenticated = await holderOf(key);
      if (authenticated === undefined) return undefined;
      const holder = { pool: connected, clock, ...authenticated, requestId, fingerprintKey };
      return onBehalfOf === undefined ? holder : actOnBehalfOf(holder, onBehalfOf);
    };
    let body: string | undefined;
    const attempt = async ({ inTurn, connections: connected }: Room) => {
      let useCase = await identify(connected);
      if (useCase !== undefined && body === undefined) {
        // Nobody takes up room while they are still talking.
        const startedAt = performance.now();
        body = await readBody(req);
        if (performance.now() - startedAt > staleAfter) useCase = await identify(connected);
      }
      if (useCase === undefined || body === undefined) {
        return { useCase: undefined, answer: door.refuse('UNAUTHENTICATED', requestId) };
      }
      const idempotencyKeys = req.headersDistinct['idempotency-key'] ?? [];
      const call = { ...request, body, useCase, idempotencyKeys };
      return { useCase, answer: await inTurn(() => door.answer(call)) };
    };
    const inTurn: InTurn = (work) => requests.take(key, work);
    const shared: SharedOut = { pool, inTurn: (work) => connections.take(key, work) };
    return answerOfOneTree(deps, { inTurn, connections: shared }, attempt);
  };
}

/** Finds the holders of credentials: once for all requests of one credential that come at once. */
function holders(deps: GuardDependencies): (key: string) => Promise<Authenticated | undefined> {
  const takePart = inRounds<void, Authenticated | undefined>(async (key, requests) => {
    const holder = await authenticate(deps, key);
    return requests.map(() => holder);
  });
  return (key) => takePart(key);
}
