import { globalId } from './graphql-door.ts';
import type { Partner } from './partner.ts';
import { type RawAnswer, sendRaw } from './raw-http.ts';
import type { World } from './world.ts';

/** A new API client with its secret. */
export interface MadeClient {
  /** Its GraphQL id. */
  readonly id: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The options of an API client besides its operator. */
export interface ClientOptions {
  readonly name?: string;
  readonly scope?: readonly string[];
  readonly expiresAt?: string;
}

/** Creates an API client for an operator through the verb. */
export async function createClient(by: Partner, operatorId: number, options: ClientOptions = {}): Promise<MadeClient> {
  const input = { operator: globalId('Operator', operatorId), name: 'a client', ...options };
  const made = await by.mutate(
    'createApiClient',
    input,
    '... on CreateApiClientSuccess { clientSecret apiClient { id clientId } }',
  );
  if (made.__typename !== 'CreateApiClientSuccess') throw new Error(made.message);
  return { ...made.apiClient, clientSecret: made.clientSecret };
}

/** The response of an OAuth endpoint. */
export interface OAuthAnswer extends RawAnswer {
  // biome-ignore lint/suspicious/noExplicitAny: it is whatever was answered, and tests say what they expect.
  readonly json: any;
}

/** Sends a form to an OAuth endpoint. */
export async function postForm(
  { url }: Pick<World, 'url'>,
  path: string,
  form: Readonly<Record<string, string>> | string,
  headers: Readonly<Record<string, string | readonly string[]>> = {},
): Promise<OAuthAnswer> {
  const body = typeof form === 'string' ? form : new URLSearchParams(form).toString();
  const content = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await sendRaw(url, { path, method: 'POST', headers: { ...content, ...headers }, body });
  return { ...answer, json: answer.body === '' ? undefined : JSON.parse(answer.body) };
}

/** Returns the parameters for authentication in the body. */
export function inBody({ clientId, clientSecret }: MadeClient): Record<string, string> {
  return { client_id: clientId, client_secret: clientSecret };
}

/** Returns the header for authentication. */
export function inHeader({ clientId, clientSecret }: MadeClient): Record<string, string> {
  return { authorization: `Basic ${btoa(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`)}` };
}

/** Requests a token. */
export function askForToken(world: World, client: MadeClient, scope?: string): Promise<OAuthAnswer> {
  const limited = scope === undefined ? {} : { scope };
  return postForm(world, '/oauth/token', { grant_type: 'client_credentials', ...inBody(client), ...limited });
}

/** Returns a token of this client. */
export async function tokenOf(world: World, client: MadeClient, scope?: string): Promise<string> {
  const { status, json, body } = await askForToken(world, client, scope);
  if (status !== 200) throw new Error(body);
  return json.access_token;
}
