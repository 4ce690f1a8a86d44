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
import type { RequestRecord } from '../http/request-record.ts';
import { send } from '../http/send.ts';
import { checkTarget, type Target, targetOf } from '../http/target.ts';
import { oauthDoors } from '../oauth/doors.ts';
import { docsDoors } from '../rest/docs/door.ts';
import { descriptionDoor, restDoor } from '../rest/door.ts';
import { hub } from '../rest/hub/dialect.ts';
import { licensing } from '../rest/licensing/dialect.ts';
import type { Clock } from '../shared/use-case-context.ts';
import { keyIn } from './authenticate.ts';
import { type DoorTable, doorAt, type TableEntry } from './door-table.ts';
import { createFairLimiter, OverloadedError } from './fair-limiter.ts';
import { guardedBy, type Request } from './guard.ts';
import { type Health, healthAnswer, isHealthPath } from './health.ts';
import { homeAnswer } from './home-page.ts';
import type { Progress } from './progress.ts';
import { type RateLimiter, withinLimit, withinLimitOfAddress } from './rate-limit.ts';
import { createRecentCredentials } from './recent-credentials.ts';
import { refusalFor } from './refusal-for.ts';
import { createRequestLog, healthDoor } from './request-log.ts';
import { createStartupGate } from './startup-gate.ts';

export interface AppDependencies extends Health {
  readonly pool: Pool;
  readonly readingPool: ReadingPool;
  readonly clock: Clock;
  readonly log: Logger;
  /** Whether browsers get GraphiQL at `/graphql`. */
  readonly graphiql: boolean;
  /** The public origin of the gateway behind a proxy. */
  readonly publicUrl?: string | undefined;
  readonly rateLimiter: RateLimiter;
  readonly progress: Progress;
  /** Whether the gateway is stopping. If so, each response closes its connection. */
  readonly isStopping?: () => boolean;
}

/** Returns the request listener of the gateway. It passes each request to its door, and logs and sends the response. */
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

  const logRequest = createRequestLog(deps.log);
  return async (req, res) => {
    const startedAt = performance.now();
    const requestId = requestIdOf(req);
    const record: RequestRecord = { requestId };
    const target = targetOf(req);
    const end = isHealthPath(target.path) ? () => undefined : deps.progress.begin(req);
    const answer = await answerAt(req, target, record).catch((error) => {
      const refusal = refusalFor(error, deps.log, requestId);
      return plainRefusal(refusalStatus[refusal], refusal, { error: refusal, requestId });
    });
    end(record.isOverloaded ? 'OVERLOADED' : 'ANSWERED');
    if (deps.isStopping?.()) res.setHeader('connection', 'close');
    send(res, answer, requestId);
    logRequest(record, req.method, answer, startedAt);
  };
}

/** Returns a function that finds the door of a request and answers it within the rate limits. */
function answersAt(deps: AppDependencies, doorTable: DoorTable) {
  const prepared = createStartupGate(deps);
  const { max, connectionTimeoutMillis: timeoutMs } = deps.pool.options;
  // One connection is reserved for look-ups, which share it, and one for the lock of the organisation tree.
  const connections = createFairLimiter(Math.max(max - 2, 1), timeoutMs);
  const recentCredentials = createRecentCredentials();
  const answerGuarded = guardedBy({ ...deps, recentCredentials }, prepared, {
    requests: createFairLimiter(2 * max, timeoutMs),
    connections,
  });

  async function answerEntry(entry: TableEntry, request: Request, req: IncomingMessage): Promise<Answer> {
    const { requestId } = request.record;
    try {
      checkTarget(request);
      if (!entry.isOpen) return await answerGuarded(entry.door, request, req);
      request.record.operation = `${request.method} ${request.path}`;
      const call = { ...request, body: await readBody(req), context: deps, requestId };
      if (!entry.door.needsDatabase) return await entry.door.answer(call);
      await prepared();
      return await connections.run(callerOf(req, request.path), () => entry.door.answer(call));
    } catch (error) {
      return refusedAnswer(entry, error, request, deps.log);
    }
  }

  return async (req: IncomingMessage, { path, query }: Target, record: RequestRecord): Promise<Answer> => {
    const { method = 'GET', headers } = req;
    if (isHealthPath(path)) {
      record.door = healthDoor;
      return healthAnswer(deps, method, path);
    }
    if (path === '/' && asksForPage(req)) return homeAnswer(deps);
    const entry = doorAt(doorTable, path);
    if (entry === undefined) return notFound(Object.keys({ ...doorTable.guarded, ...doorTable.open }));
    const { door } = entry;
    const { requestId } = record;
    record.door = door.name;
    if (!door.methods.includes(method)) return notAllowed(door, requestId);
    const answerThere = () => answerEntry(entry, { method, path, query, headers, record }, req);
    const caller = entry.isOpen ? callerOf(req, path) : keyIn(req);
    if (caller === undefined) return answerThere();
    const refuse = () => door.refuse('RATE_LIMITED', requestId);
    const answerCaller = () => withinLimit(deps.rateLimiter, caller, refuse, answerThere);
    if (entry.isOpen || recentCredentials.has(caller)) return answerCaller();
    return withinLimitOfAddress(deps.rateLimiter, addressOf(req), refuse, answerCaller);
  };
}

/**
 * Returns the rate limit key of a request without a credential: its address, which may be a proxy, and the path. A
 * header cannot contain a newline, so no credential can equal such a key.
 */
function callerOf(req: IncomingMessage, path: string): string {
  return `${req.socket.remoteAddress}\n${path}`;
}

/** Returns the rate limit key of all unknown credentials from one address. */
function addressOf(req: IncomingMessage): string {
  return `${req.socket.remoteAddress}\nunknown credentials`;
}

/** Returns the response to a request that failed before its door could answer it. */
function refusedAnswer({ door }: TableEntry, error: unknown, { record }: Request, log: Logger): Answer {
  if (error instanceof OverloadedError) record.isOverloaded = true;
  const refusal = refusalFor(error, log, record.requestId);
  const refused = door.refuse(refusal, record.requestId);
  const isUnread = error instanceof BodyTooLargeError && !error.wasReadCompletely;
  const headers = { ...refusalHeaders[refusal], ...(isUnread && { connection: 'close' }) };
  return { ...refused, headers: { ...refused.headers, ...headers } };
}

function notAllowed(door: Door | PublicDoor, requestId: string): Answer {
  const refused = door.refuse('METHOD_NOT_ALLOWED', requestId);
  return { ...refused, headers: { ...refused.headers, allow: door.methods.join(', ') } };
}

function notFound(paths: readonly string[]): Answer {
  const named = [...paths.filter((path) => !path.startsWith('/docs/')), '/live', '/ready'];
  const error = `This path does not exist. Try ${named.join(', ')}.`;
  return plainRefusal(404, 'NOT_FOUND', { error });
}

function plainRefusal(status: number, code: string, body: object): Answer {
  return { ...jsonAnswer(status, body), code };
}
