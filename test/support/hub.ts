import { expect } from 'vitest';
import { Problem } from '../../src/rest/hub/problem.ts';
import { basePath } from '../../src/rest/hub/route.ts';
import { routeAt } from '../../src/rest/hub/router.ts';
import { routes } from '../../src/rest/hub/routes.ts';
import type { Partner } from './partner.ts';
import type { World } from './world.ts';

/** What the first REST dialect answered. */
export interface HubAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: it is whatever the operation answers, and tests say what they expect.
  readonly body: any;
}

interface HubRequest {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Asks the first REST dialect, and holds whatever comes back against its description: the answer of the operation with
 * not a member more or less, or a problem.
 */
export async function askHub(
  { url }: Pick<World, 'url'>,
  { key }: Pick<Partner, 'key'>,
  method: string,
  path: string,
  { body, headers = {} }: HubRequest = {},
): Promise<HubAnswer> {
  const response = await fetch(`${url}${basePath}${path}`, {
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
  if (response.ok) expectAsDescribed(method, path, answer);
  else expectProblem(answer);
  return answer;
}

function expectAsDescribed(method: string, path: string, { status, headers, text, body }: HubAnswer): void {
  const { route } = routeAt(routes, method, path.split('?')[0] ?? '');
  expect(status).toBe(route.status ?? 200);
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  for (const name of Object.keys(route.headers.shape)) expect(headers.get(name), name).not.toBe(null);
  if (text !== '') expect(route.answer.parse(body)).toEqual(body);
}

/** That an answer is a problem of RFC 9457, and says the same everywhere. */
function expectProblem({ status, headers, body }: HubAnswer): void {
  expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(Problem.parse(body)).toEqual(body);
  expect([body.status, body.request_id]).toEqual([status, headers.get('x-request-id')]);
}
