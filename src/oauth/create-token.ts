import { issueToken, type TokenFault } from '../api-clients/issue-token.ts';
import type { KnownClient } from '../api-clients/types.ts';
import type { Answer, PublicCall } from '../http/door.ts';
import type { Form } from './form.ts';
import { invalidClient, OAuthError, oauthAnswer } from './oauth-error.ts';

/**
 * Issues a token to a client. RFC 6749, 4.4; contract: hub B1.
 *
 * @throws {OAuthError} if the grant type is not supported, the scope is not available to the client, or the token would
 * have no permission
 */
export async function createToken(
  { context }: PublicCall,
  client: KnownClient,
  form: Form,
  grantType: string,
): Promise<Answer> {
  if (grantType !== 'client_credentials') {
    throw new OAuthError('unsupported_grant_type', 'The only supported grant_type is client_credentials.');
  }
  const issued = await issueToken(context, client, form.get('scope'));
  if (!issued.ok) {
    throw issued.error === 'CLIENT_ENDED'
      ? invalidClient()
      : new OAuthError('invalid_scope', scopeFaults[issued.error]);
  }
  const { token, seconds, scope } = issued.value;
  return oauthAnswer(200, { access_token: token, token_type: 'Bearer', expires_in: seconds, scope });
}

const scopeFaults: Readonly<Record<Exclude<TokenFault, 'CLIENT_ENDED'>, string>> = {
  UNKNOWN_PERMISSION:
    'The scope contains a word that is not a permission. The metadata lists the permissions; separate them by one space.',
  BEYOND_CLIENT: 'The scope contains a permission that this client does not have. Leave it out, or use another client.',
  NOTHING_GRANTED:
    'The token would have no permission: the operator of this client has none within this scope. Ask for another scope, or give the operator a role.',
};
