import type { Partner } from './partner.ts';
import type { World } from './world.ts';

/** A top-level error as it is sent. */
interface SentError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly requestId?: string };
}

/** What GraphQL answered, with the HTTP around it. */
export interface GraphqlAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its query, and tests say what they expect.
  readonly data: any;
  readonly errors: readonly SentError[];
}

/** Sends an operation with POST and answers whatever comes back, top-level errors too. */
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

/** Sends any request to the GraphQL door. What stands behind the question mark may be given. */
export async function sendHttp({ url }: World, init: RequestInit, parameters = ''): Promise<GraphqlAnswer> {
  const response = await fetch(`${url}/graphql${parameters}`, init);
  const text = await response.text();
  const { data, errors = [] } = text.startsWith('{') ? JSON.parse(text) : {};
  return { status: response.status, headers: response.headers, text, data, errors };
}

/** The codes and messages of the top-level errors. */
export function refusalsIn({ errors }: GraphqlAnswer): [code: string | undefined, message: string][] {
  return errors.map(({ message, extensions }) => [extensions?.code, message]);
}

/** An id as GraphQL writes it. */
export function globalId(type: string, id: number | bigint | string): string {
  return Buffer.from(`${type}:${id}`).toString('base64');
}
