import { authenticateClient } from '../api-clients/authenticate-client.ts';
import type { KnownClient } from '../api-clients/types.ts';
import { type Answer, type PublicCall, type PublicDoor, type Refusal, refusalStatus } from '../http/door.ts';
import { refusalMessages } from '../http/refusal-messages.ts';
import { recordClient } from '../http/request-record.ts';
import { credentialsIn } from './client-credentials.ts';
import { createToken } from './create-token.ts';
import { type Form, formIn, required } from './form.ts';
import { introspect } from './introspect.ts';
import { metadata, paths } from './metadata.ts';
import { answerOf, errorAnswer, invalidClient, OAuthError } from './oauth-error.ts';
import { revoke } from './revoke.ts';

/** The public origin of the gateway. The default is the `Host` header of the request. */
export interface OAuthDependencies {
  readonly publicUrl?: string | undefined;
}

/**
 * Returns the doors of OAuth: tokens by client credentials (RFC 6749), introspection (RFC 7662), revocation (RFC 7009)
 * and metadata (RFC 8414). Contract: hub B1.
 */
export function oauthDoors({ publicUrl }: OAuthDependencies): Readonly<Record<string, PublicDoor>> {
  const tokenDoor = doorFor('grant_type', createToken);
  return {
    [paths.token]: tokenDoor,
    '/api/v1/oauth/create_token': tokenDoor,
    [paths.introspection]: doorFor('token', introspect),
    [paths.revocation]: doorFor('token', revoke),
    [paths.metadata]: { name, methods: ['GET'], answer: async (call) => metadata(call, publicUrl), refuse },
  };
}

/** The name of this door in the request log. */
const name = 'oauth';

/** Answers an authenticated client. `parameter` is the value of the required parameter. */
type Asked = (call: PublicCall, client: KnownClient, form: Form, parameter: string) => Promise<Answer>;

function doorFor(parameter: string, answerTo: Asked): PublicDoor {
  async function answer(call: PublicCall): Promise<Answer> {
    try {
      const form = formIn(call);
      const credentials = credentialsIn(call.headers.authorization, form);
      const value = required(form, parameter);
      const client = await authenticateClient(call.context, credentials);
      if (client === undefined) throw invalidClient();
      recordClient(call.record, client);
      return await answerTo(call, client, form, value);
    } catch (error) {
      if (error instanceof OAuthError) return answerOf(error);
      throw error;
    }
  }
  return { name, methods: ['POST'], needsDatabase: true, answer, refuse };
}

const doorErrors = {
  METHOD_NOT_ALLOWED: ['invalid_request', 'This path does not accept this method. Use the method in the header Allow.'],
  UNAUTHENTICATED: ['invalid_client', 'The request has no client credentials.'],
  PERMISSION_DENIED: ['access_denied', 'This request requires a permission that you do not have.'],
  EMULATION_REFUSED: ['access_denied', 'You cannot act on behalf of this operator.'],
  BAD_EMULATION: ['invalid_request', 'The header X-On-Behalf-Of is invalid.'],
  RATE_LIMITED: ['slow_down', refusalMessages.RATE_LIMITED],
  URL_NOT_UTF8: ['invalid_request', refusalMessages.URL_NOT_UTF8],
  UNSUPPORTED_CONTENT_ENCODING: ['invalid_request', refusalMessages.UNSUPPORTED_CONTENT_ENCODING],
  UNSUPPORTED_CHARSET: ['invalid_request', refusalMessages.UNSUPPORTED_CHARSET],
  BODY_NOT_UTF8: ['invalid_request', refusalMessages.BODY_NOT_UTF8],
  UNSUPPORTED_MEDIA_TYPE: ['invalid_request', 'The body must be a form.'],
  BODY_INCOMPLETE: ['invalid_request', refusalMessages.BODY_INCOMPLETE],
  BODY_TOO_LARGE: ['invalid_request', refusalMessages.BODY_TOO_LARGE],
  UNAVAILABLE: [
    'temporarily_unavailable',
    'The service is overloaded or cannot reach its database. Repeat the request later.',
  ],
  UNEXPECTED: [
    'server_error',
    'An unexpected error occurred. Contact the provider of this service, and name the header X-Request-Id.',
  ],
} as const satisfies Record<Refusal, readonly [error: string, description: string]>;

function refuse(refusal: Refusal): Answer {
  const [error, description] = doorErrors[refusal];
  return errorAnswer(refusalStatus[refusal], error, description);
}
