import type { IncomingMessage, RequestListener } from 'node:http';
import type { Logger } from 'pino';
import { fromDatabaseError } from './db/database-error.ts';
import { UnavailableError } from './db/errors.ts';
import type { Pool } from './db/pool.ts';
import type { PrismaClient } from './db/reader.ts';
import { envelopeDoor } from './envelope/door.ts';
import { callMethod } from './envelope/handle.ts';
import { graphqlDoor } from './graphql/door.ts';
import { answerOfOneTree } from './http/answer-of-one-tree.ts';
import { keyIn } from './http/authenticate.ts';
import {
  type Answer,
  type Call,
  type Door,
  jsonAnswer,
  type PublicDoor,
  type Refusal,
  refusalStatus,
} from './http/door.ts';
import { liveAnswer, type Readiness, readyAnswer } from './http/health.ts';
import { asksForPage, pageAnswer } from './http/page.ts';
import { type Place, type Places, placeAt } from './http/places.ts';
import type { Progress } from './http/progress.ts';
import { type RateLimiter, withinLimit } from './http/rate-limit.ts';
import { BodyIncompleteError, BodyTooLargeError, readBody } from './http/read-body.ts';
import { requestIdOf } from './http/request-id.ts';
import { send } from './http/send.ts';
import { targetOf } from './http/target.ts';
import { createTurns } from './http/turns.ts';
import { authenticate } from './identity/authenticate.ts';
import { readFingerprintKey } from './retries/fingerprint-key.ts';
import type { Clock } from './shared/use-case-context.ts';

/** What a gateway works with. */
export interface AppDependencies {
  readonly pool: Pool;
  readonly prisma: PrismaClient;
  readonly clock: Clock;
  readonly log: Logger;
  readonly readiness: Readiness;
  /** Whether a browser at `/graphql` is shown GraphiQL. */
  readonly graphiql: boolean;
  readonly rateLimiter: RateLimiter;
  readonly progress: Progress;
}

/** The gateway: takes every request to its door, and gives every answer what all answers have. */
export function createApp(deps: AppDependencies): RequestListener {
  const places: Places = {
    open: {},
    guarded: {
      '/graphql': graphqlDoor({ ...deps, callEnvelope: callMethod }),
      '/envelope': envelopeDoor(),
    },
  };
  const answerGuarded = guardedBy(deps);

  async function answerAt(req: IncomingMessage, requestId: string): Promise<Answer> {
    const { method = 'GET', headers } = req;
    const { path, query } = targetOf(req);
    if (isHealth(path)) {
      if (method !== 'GET' && method !== 'HEAD') return healthNotAllowed();
      return path === '/live' ? liveAnswer(deps.progress) : readyAnswer(deps.readiness);
    }
    const place = placeAt(places, path);
    if (place === undefined) return notFound(Object.keys({ ...places.guarded, ...places.open }));
    if (!place.door.methods.includes(method)) return notAllowed(place.door, requestId);
    const request = { method, path, query, headers };
    const answerThere = () => answerPlace(place, request, req, requestId);
    const key = place.isOpen ? undefined : keyIn(req);
    if (key === undefined) return answerThere();
    return withinLimit(deps.rateLimiter, key, () => place.door.refuse('RATE_LIMITED', requestId), answerThere);
  }

  async function answerPlace(place: Place, request: Request, req: IncomingMessage, requestId: string): Promise<Answer> {
    try {
      if (!place.isOpen) return await answerGuarded(place.door, request, req, requestId);
      return await place.door.answer({ ...request, body: await readBody(req), context: deps, requestId });
    } catch (error) {
      const refused = place.door.refuse(refusalFor(error, deps.log, requestId), requestId);
      const isUnread = error instanceof BodyTooLargeError && !error.wasHeardOut;
      return isUnread ? { ...refused, headers: { ...refused.headers, connection: 'close' } } : refused;
    }
  }

  return async (req, res) => {
    const startedAt = performance.now();
    const requestId = requestIdOf(req);
    const { path } = targetOf(req);
    const end = isHealth(path) ? () => undefined : deps.progress.begin();
    const answer = await answerAt(req, requestId).catch((error) => {
      const refusal = refusalFor(error, deps.log, requestId);
      return jsonAnswer(refusalStatus[refusal], { error: refusal, requestId });
    });
    end();
    send(res, answer, requestId);
    const milliseconds = Math.round(performance.now() - startedAt);
    deps.log.info({ requestId, method: req.method, path, status: answer.status, milliseconds }, 'answered');
  };
}

/** Lets through a door who says who they are. */
function guardedBy(deps: AppDependencies) {
  const prepared = oncePrepared(deps);
  // As many at once as there are connections, and as long a wait. Nobody takes up room while they are still talking.
  const { max, connectionTimeoutMillis } = deps.pool.options;
  const turns = createTurns(max, connectionTimeoutMillis);
  return async (door: Door, request: Request, req: IncomingMessage, requestId: string): Promise<Answer> => {
    if (door.page !== undefined && asksForPage(req)) return pageAnswer(door.page);
    const key = keyIn(req);
    if (key === undefined) return door.refuse('UNAUTHENTICATED', requestId);
    const { fingerprintKey } = await prepared();
    const { pool, clock } = deps;
    const identify = async () => {
      const authenticated = await turns.take(key, () => authenticate(deps, key));
      return authenticated && { pool, clock, ...authenticated, requestId, fingerprintKey };
    };
    let body: Buffer<ArrayBuffer> | undefined;
    return answerOfOneTree(deps, identify, async (useCase) => {
      if (useCase === undefined) return door.refuse('UNAUTHENTICATED', requestId);
      body ??= await readBody(req);
      const call = { ...request, body, useCase };
      return turns.take(key, () => door.answer(call));
    });
  };
}

type Request = Pick<Call, 'method' | 'path' | 'query' | 'headers'>;

function isHealth(path: string): boolean {
  return path === '/live' || path === '/ready';
}

function notAllowed(door: Door | PublicDoor, requestId: string): Answer {
  const refused = door.refuse('METHOD_NOT_ALLOWED', requestId);
  return { ...refused, headers: { ...refused.headers, allow: door.methods.join(', ') } };
}

function healthNotAllowed(): Answer {
  return jsonAnswer(405, { error: 'This place takes GET.' }, { allow: 'GET, HEAD' });
}

function notFound(paths: readonly string[]): Answer {
  return jsonAnswer(404, { error: `There is nothing here. Try ${[...paths, '/live', '/ready'].join(', ')}.` });
}

function refusalFor(error: unknown, log: Logger, requestId: string): Refusal {
  const cause = fromDatabaseError(error);
  if (cause instanceof BodyTooLargeError) return 'BODY_TOO_LARGE';
  if (cause instanceof BodyIncompleteError) return 'BODY_INCOMPLETE';
  if (cause instanceof UnavailableError) {
    log.warn({ requestId, err: error }, 'unavailable');
    return 'UNAVAILABLE';
  }
  log.error({ requestId, err: cause }, 'unexpected error');
  return 'UNEXPECTED';
}

/** What a gateway needs from a prepared database. It is looked for until it is there, and never again. */
function oncePrepared({ pool, readiness }: AppDependencies): () => Promise<{ readonly fingerprintKey: Buffer }> {
  let kept: { readonly fingerprintKey: Buffer } | undefined;
  return async () => {
    if (kept !== undefined) return kept;
    const fingerprintKey = (await readiness()).length === 0 ? await readFingerprintKey(pool) : undefined;
    if (fingerprintKey === undefined) throw new UnavailableError();
    kept = { fingerprintKey };
    return kept;
  };
}
