import type { IncomingMessage } from 'node:http';
import type { Pool } from '../db/pool.ts';
import type { Answer, Call, Door } from '../http/door.ts';
import { asksForPage, pageAnswer } from '../http/page.ts';
import { readBody } from '../http/read-body.ts';
import { recordActor } from '../http/request-record.ts';
import { actOnBehalfOf } from '../identity/act-on-behalf-of.ts';
import { type Authenticated, authenticateAll } from '../identity/authenticate.ts';
import { createBatcher } from '../shared/batcher.ts';
import type { Connections, RunLimited, SharedPool } from '../shared/connections.ts';
import type { Clock } from '../shared/use-case-context.ts';
import { keyIn } from './authenticate.ts';
import { type AttemptResources, withConsistentTree } from './consistent-tree.ts';
import type { FairLimiter } from './fair-limiter.ts';
import { onBehalfOfIn } from './on-behalf-of.ts';
import type { RecentCredentials } from './recent-credentials.ts';
import type { Prepared } from './startup-gate.ts';

interface GuardDependencies {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly recentCredentials: RecentCredentials;
}

/** The part of a request that is known before its body is read. */
export type Request = Pick<Call, 'method' | 'path' | 'query' | 'headers' | 'record'>;

/**
 * If a body takes longer than this many milliseconds to arrive, the credential is looked up again, because it may have
 * been revoked meanwhile.
 */
const staleAfterMs = 1_000;

/** The limiters of a gateway. Their keys are the credentials. */
export interface Limiters {
  /**
   * Limits concurrent requests. Its capacity exceeds the number of connections, because few requests hold a connection
   * all the time.
   */
  readonly requests: FairLimiter;
  readonly connections: FairLimiter;
}

/**
 * Returns a function that authenticates a request and answers it through its door, for the holder of the credential or
 * on behalf of another operator.
 */
export function guardedBy(deps: GuardDependencies, prepared: Prepared, { requests, connections }: Limiters) {
  const holderOf = holders(deps);
  return async (door: Door, request: Request, req: IncomingMessage): Promise<Answer> => {
    const { requestId } = request.record;
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
    const attempt = async ({ limited, connections: connected }: AttemptResources) => {
      let useCase = await identify(connected);
      if (useCase !== undefined) recordActor(request.record, useCase.actor);
      if (useCase !== undefined && body === undefined) {
        // A body that is still arriving uses no capacity.
        const startedAt = performance.now();
        body = await readBody(req);
        if (performance.now() - startedAt > staleAfterMs) useCase = await identify(connected);
      }
      if (useCase === undefined || body === undefined) {
        return { useCase: undefined, answer: door.refuse('UNAUTHENTICATED', requestId) };
      }
      const idempotencyKeys = req.headersDistinct['idempotency-key'] ?? [];
      const call = { ...request, body, useCase, idempotencyKeys };
      return { useCase, answer: await limited(() => door.answer(call)) };
    };
    const limited: RunLimited = (work) => requests.run(key, work);
    const shared: SharedPool = { pool, limited: (work) => connections.run(key, work) };
    return withConsistentTree(deps, { limited, connections: shared }, attempt);
  };
}

/** Returns a batched look-up of credentials. Simultaneous requests share one statement. */
function holders(deps: GuardDependencies): (key: string) => Promise<Authenticated | undefined> {
  const batchedHolderOf = createBatcher<string, Authenticated | undefined>((_, keys) => holdersOf(deps, keys));
  return (key) => batchedHolderOf('', key);
}

async function holdersOf(deps: GuardDependencies, keys: readonly string[]) {
  const distinct = [...new Set(keys)];
  const found = await authenticateAll(deps, distinct);
  const holderByKey = new Map(distinct.map((key, index) => [key, noteHolder(deps, key, found[index])]));
  return keys.map((key) => holderByKey.get(key));
}

async function noteHolder(
  { recentCredentials }: GuardDependencies,
  key: string,
  found: Authenticated | Promise<Authenticated | undefined> | undefined,
): Promise<Authenticated | undefined> {
  const holder = await found;
  recentCredentials.note(key, holder !== undefined);
  return holder;
}
