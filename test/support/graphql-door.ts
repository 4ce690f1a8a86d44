import type { Partner } from './partner.ts';
import type { World } from './world.ts';

/** A top-level error of a response. */
interface SentError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly requestId?: string };
}

/** A GraphQL response with its HTTP status and headers. */
export interface GraphqlAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its query, and tests say what they expect.
  readonly data: any;
  readonly errors: readonly SentError[];
}

/** Sends an operation with POST and returns the response, including top-level errors. */
export async function sendGraphql(
  world: World,
  { key }: Pick<Partner, 'key'>,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<GraphqlAnswer> {
  return sendHttp(world, {
    method: 'POST',
    headers: { 'x-api-key': key, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
}

/** Sends any request to the GraphQL endpoint. `parameters` is the query string. */
export async function sendHttp({ url }: World, init: RequestInit, parameters = ''): Promise<GraphqlAnswer> {
  const response = await fetch(`${url}/graphql${parameters}`, init);
  const text = await response.text();
  const { data, errors = [] } = text.startsWith('{') ? JSON.parse(text) : {};
  return { status: response.status, headers: response.headers, text, data, errors };
}

/** Returns the codes and messages of the top-level errors. */
export function refusalsIn({ errors }: GraphqlAnswer): [code: string | undefined, message: string][] {
  return errors.map(({ message, extensions }) => [extensions?.code, message]);
}

/** Returns a GraphQL id. */
export function globalId(type: string, id: number | bigint | string): string {
  return Buffer.from(`${type}:${id}`).toString('base64');
}
