import type { IncomingMessage, RequestListener } from 'node:http';
import type { Logger } from 'pino';
import type { Pool } from '../db/pool.ts';
import type { ReadingPool } from '../db/reading/reading-pool.ts';
import { envelopeDoor } from '../envelope/door.ts';
import { callMethod } from '../envelope/handle.ts';
import { graphqlDoor } from '../graphql/door.ts';
import { type Answer, type Door, jsonAnswer, type PublicDoor, refusalHeaders, refusalStatus } from '../http/door.ts';
import { asksForPage } from '../http/page.ts';
import { BodyTooLargeError, readBody } from '../http/read-body.ts';
import { requestIdOf } from '../http/request-id.ts';
import { send } from '../http/send.ts';
import { checkTarget, type Target, targetOf } from '../http/target.ts';
import { oauthDoors } from '../oauth/doors.ts';
import { docsDoors } from '../rest/docs/door.ts';
import { descriptionDoor, restDoor } from '../rest/door.ts';
import { hub } from '../rest/hub/dialect.ts';
import { licensing } from '../rest/licensing/dialect.ts';
import type { Clock } from '../shared/use-case-context.ts';
import { keyIn } from './authenticate.ts';
import { type Place, type Places, placeAt } from './door-table.ts';
import { createTurns } from './fair-limiter.ts';
import { guardedBy, type Request } from './guard.ts';
import { liveAnswer, type Readiness, readyAnswer } from './health.ts';
import { homeAnswer } from './home-page.ts';
import type { Progress } from './progress.ts';
import { type RateLimiter, withinLimit } from './rate-limit.ts';
import { refusalFor } from './refusal-for.ts';
import { oncePrepared } from './startup-gate.ts';

/** What a gateway works with. */
export interface AppDependencies {
  readonly pool: Pool;
  readonly readingPool: ReadingPool;
  readonly clock: Clock;
  readonly log: Logger;
  readonly readiness: Readiness;
  /** Whether a browser at `/graphql` is shown GraphiQL. */
  readonly graphiql: boolean;
  /** The origin at which callers reach it, where a proxy stands before it. */
  readonly publicUrl?: string | undefined;
  readonly rateLimiter: RateLimiter;
  readonly progress: Progress;
}

/** The gateway: takes every request to its door, and gives every answer what all answers have. */
export function createApp(deps: AppDependencies): RequestListener {
  const answerAt = answersAt(deps, {
    open: {
      ...oauthDoors(deps),
      '/api/v1/openapi.json': descriptionDoor(hub),
      '/v1.0/openapi.json': descriptionDoor(licensing),
      ...docsDoors([hub, licensing]),
    },
    guarded: {
      '/graphql': graphqlDoor({ ...deps, callEnvelope: callMethod }),
      '/envelope': envelopeDoor(),
      '/api/v1/': restDoor(hub),
      '/v1.0/': restDoor(licensing),
    },
  });

  return async (req, res) => {
    const startedAt = performance.now();
    const requestId = requestIdOf(req);
    const target = targetOf(req);
    const { path } = target;
    const end = isHealth(path) ? () => undefined : deps.progress.begin();
    const answer = await answerAt(req, target, requestId).catch((error) => {
      const refusal = refusalFor(error, deps.log, requestId);
      return jsonAnswer(refusalStatus[refusal], { error: refusal, requestId });
    });
    end();
    send(res, answer, requestId);
    const milliseconds = Math.round(performance.now() - startedAt);
    deps.log.info({ requestId, method: req.method, path, status: answer.status, milliseconds }, 'answered');
  };
}

/** Finds the door that a request is for, and has it answered there, within the limits of its credential. */
function answersAt(deps: AppDependencies, places: Places) {
  const prepared = oncePrepared(deps);
  const { max, connectionTimeoutMillis: patience } = deps.pool.options;
  // One connection is left for lookups, which share it, and one more for who makes moves of organisations wait.
  const connections = createTurns(Math.max(max - 2, 1), patience);
  const answerGuarded = guardedBy(deps, prepared, { requests: createTurns(2 * max, patience), connections });

  async function answerPlace(place: Place, request: Request, req: IncomingMessage, requestId: string): Promise<Answer> {
    try {
      checkTarget(request);
      if (!place.isOpen) return await answerGuarded(place.door, request, req, requestId);
      const call = { ...request, body: await readBody(req), context: deps, requestId };
      if (!place.door.needsDatabase) return await place.door.answer(call);
      await prepared();
      return await connections.take(callerOf(req, request.path), () => place.door.answer(call));
    } catch (error) {
      const refusal = refusalFor(error, deps.log, requestId);
      const refused = place.door.refuse(refusal, requestId);
      const isUnread = error instanceof BodyTooLargeError && !error.wasHeardOut;
      const own = { ...refusalHeaders[refusal], ...(isUnread && { connection: 'close' }) };
      return { ...refused, headers: { ...refused.headers, ...own } };
    }
  }

  return async (req: IncomingMessage, { path, query }: Target, requestId: string): Promise<Answer> => {
    const { method = 'GET', headers } = req;
    if (isHealth(path)) {
      if (method !== 'GET' && method !== 'HEAD') return healthNotAllowed();
      return path === '/live' ? liveAnswer(deps.progress) : readyAnswer(deps.readiness);
    }
    if (path === '/' && asksForPage(req)) return homeAnswer(deps);
    const place = placeAt(places, path);
    if (place === undefined) return notFound(Object.keys({ ...places.guarded, ...places.open }));
    if (!place.door.methods.includes(method)) return notAllowed(place.door, requestId);
    const answerThere = () => answerPlace(place, { method, path, query, headers }, req, requestId);
    const caller = place.isOpen ? callerOf(req, path) : keyIn(req);
    if (caller === undefined) return answerThere();
    return withinLimit(deps.rateLimiter, caller, () => place.door.refuse('RATE_LIMITED', requestId), answerThere);
  };
}

/**
 * Whoever needs no credential is known by where it calls from, which may be a proxy that stands for many. No header can
 * hold a new line, so nobody uses up what is another one's with a credential of this very spelling.
 */
function callerOf(req: IncomingMessage, path: string): string {
  return `${req.socket.remoteAddress}\n${path}`;
}

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
  const named = [...paths.filter((path) => !path.startsWith('/docs/')), '/live', '/ready'];
  return jsonAnswer(404, { error: `There is nothing here. Try ${named.join(', ')}.` });
}
