import { expect } from 'vitest';
import type { Dialect } from '../../src/rest/dialect.ts';
import { hub } from '../../src/rest/hub/dialect.ts';
import { licensing } from '../../src/rest/licensing/dialect.ts';
import { Problem } from '../../src/rest/problem.ts';
import { routeAt } from '../../src/rest/router.ts';
import type { Partner } from './partner.ts';
import type { World } from './world.ts';

/** The response of a REST dialect. */
export interface RestAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: it is whatever the operation answers, and tests say what they expect.
  readonly body: any;
}

interface RestRequest {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

type Ask = (
  world: Pick<World, 'url'>,
  caller: Pick<Partner, 'key'>,
  method: string,
  path: string,
  request?: RestRequest,
) => Promise<RestAnswer>;

/**
 * Returns a function that sends requests to a REST dialect and validates every response against its description: the
 * exact members of the operation, or a problem.
 */
function asking(dialect: Dialect): Ask {
  return async ({ url }, { key }, method, path, { body, headers = {} } = {}) => {
    const response = await fetch(`${url}${dialect.basePath}${path}`, {
      method,
      headers: { 'x-api-key': key, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const answer = {
      status: response.status,
      headers: response.headers,
      text,
      body: text === '' ? '' : JSON.parse(text),
    };
    if (response.ok) expectAsDescribed(dialect, method, path, answer);
    else expectProblem(answer);
    return answer;
  };
}

export const askHub = asking(hub);
export const askLicensing = asking(licensing);

function expectAsDescribed({ routes }: Dialect, method: string, path: string, answer: RestAnswer): void {
  const { status, headers, text, body } = answer;
  const { route } = routeAt(routes, method, path.split('?')[0] ?? '');
  expect(status).toBe(route.status ?? 200);
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  for (const name of Object.keys(route.headers.shape)) expect(headers.get(name), name).not.toBe(null);
  if (text !== '') expect(route.answer.parse(body)).toEqual(body);
}

/** Expects a consistent problem of RFC 9457. */
function expectProblem({ status, headers, body }: RestAnswer): void {
  expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(Problem.parse(body)).toEqual(body);
  expect([body.status, body.request_id]).toEqual([status, headers.get('x-request-id')]);
}
