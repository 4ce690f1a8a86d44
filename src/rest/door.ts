import { METHODS } from 'node:http';
import { answerCallOnce } from '../http/answer-once.ts';
import { type Answer, type Call, type Door, jsonAnswer, type PublicDoor } from '../http/door.ts';
import { DomainError } from '../shared/domain-error.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import type { Dialect } from './dialect.ts';
import { describeApi } from './openapi.ts';
import { parametersIn } from './parameters.ts';
import { domainProblem, RequestProblem, requestProblem } from './problem.ts';
import { readJson } from './read-json.ts';
import type { Route, Sent } from './route.ts';
import { routeAt } from './router.ts';

/** Returns the door for all paths of a dialect. */
export function restDoor(dialect: Dialect): Door {
  return {
    name: dialect.name,
    // Each path has its own methods.
    methods: METHODS,
    answer: (call) => answerIn(dialect, call),
    refuse: (refusal, requestId) => requestProblem(dialect, refusal, requestId),
  };
}

/** Returns the public door for the OpenAPI 3.1 description of a dialect. */
export function descriptionDoor(dialect: Dialect): PublicDoor {
  let description: Answer | undefined;
  return {
    name: dialect.name,
    methods: ['GET', 'HEAD'],
    // Created on the first request, to keep the start of the gateway fast.
    async answer() {
      description ??= jsonAnswer(200, describeApi(dialect));
      return description;
    },
    refuse: (refusal, requestId) => requestProblem(dialect, refusal, requestId),
  };
}

async function answerIn(dialect: Dialect, call: Call): Promise<Answer> {
  const { name, basePath, routes, meantBy = (sent) => sent } = dialect;
  const { method, path, query, body } = call;
  return orProblem(dialect, call.useCase, async () => {
    const { route, parameters } = routeAt(routes, method, path.slice(basePath.length));
    call.record.operation = `${route.method} ${basePath}${route.path}`;
    const sent = { parameters, query: parametersIn(query), body: route.body && meantBy(readJson(call)) };
    const answerTo = (useCase: UseCaseContext) => orProblem(dialect, useCase, () => answerOf(route, useCase, sent));
    if (route.method === 'GET') return answerTo(call.useCase);
    return answerCallOnce(call, [name, method, path, query, body], answerTo);
  });
}

async function answerOf(route: Route, useCase: UseCaseContext, sent: Sent): Promise<Answer> {
  const { body, headers = {} } = await route.run(useCase, sent);
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  const answered = jsonAnswer(route.status ?? 200, body, Object.fromEntries(named));
  return route.method === 'GET' && route.dependsOnTree ? { ...answered, dependsOnTree: true } : answered;
}

async function orProblem(
  dialect: Dialect,
  { requestId }: UseCaseContext,
  attempt: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof RequestProblem) return requestProblem(dialect, error.code, requestId, error.headers);
    // An outage is not a problem of the request. The HTTP pipeline refuses it in the format of this door.
    if (!(error instanceof DomainError) || error.code === 'UNAVAILABLE') throw error;
    return domainProblem(dialect, error, requestId);
  }
}
