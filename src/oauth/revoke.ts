import { revokeToken } from '../api-clients/revoke-token.ts';
import type { KnownClient } from '../api-clients/types.ts';
import type { Answer, PublicCall } from '../http/door.ts';
import type { Form } from './form.ts';
import { oauthAnswer } from './oauth-error.ts';

/**
 * Revokes a token of the client. For any other token the response is the same, so that the client learns nothing about
 * it. RFC 7009, 2.2.
 */
export async function revoke(
  { context }: PublicCall,
  client: KnownClient,
  _form: Form,
  token: string,
): Promise<Answer> {
  await revokeToken(context, client, token);
  return { ...oauthAnswer(200, null), body: '' };
}
