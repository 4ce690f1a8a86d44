import { introspectToken } from '../api-clients/introspect-token.ts';
import type { KnownClient } from '../api-clients/types.ts';
import type { Answer, PublicCall } from '../http/door.ts';
import { unixSeconds } from '../shared/clock.ts';
import type { Form } from './form.ts';
import { oauthAnswer } from './oauth-error.ts';

/** Describes a token to a client, if the token belongs to its own organisation or one below. RFC 7662, 2.2. */
export async function introspect(
  { context }: PublicCall,
  client: KnownClient,
  _form: Form,
  token: string,
): Promise<Answer> {
  const found = await introspectToken(context, client, token);
  if (found === undefined) return oauthAnswer(200, { active: false });
  return oauthAnswer(200, {
    active: true,
    // A scope has at least one word (RFC 6749, 3.3), so a token without permissions has no scope.
    ...(found.scope !== '' && { scope: found.scope }),
    client_id: found.clientId,
    token_type: 'Bearer',
    exp: unixSeconds(found.expiresAt),
    iat: unixSeconds(found.issuedAt),
    sub: String(found.operatorId),
  });
}
