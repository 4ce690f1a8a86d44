import { revokeToken } from '../api-clients/revoke-token.ts';
import type { KnownClient } from '../api-clients/types.ts';
import type { Answer, PublicCall } from '../http/door.ts';
import type { Form } from './form.ts';
import { oauthAnswer } from './oauth-error.ts';

/** Revokes a token of the client itself. Of any other it learns nothing: the answer is the same. RFC 7009, 2.2. */
export async function revoke(
  { context }: PublicCall,
  client: KnownClient,
  _form: Form,
  token: string,
): Promise<Answer> {
  await revokeToken(context, client, token);
  return { ...oauthAnswer(200, null), body: '' };
}
