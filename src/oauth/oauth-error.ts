import type { OutgoingHttpHeaders } from 'node:http';
import { type Answer, jsonAnswer } from '../http/door.ts';

/** Why a request of OAuth is refused. RFC 6749, 5.2. */
export type OAuthErrorCode = 'invalid_request' | 'invalid_client' | 'unsupported_grant_type' | 'invalid_scope';

const statusOf = {
  invalid_request: 400,
  invalid_client: 401,
  unsupported_grant_type: 400,
  invalid_scope: 400,
} satisfies Record<OAuthErrorCode, number>;

/** A request of OAuth that is refused, with what to do, in ASCII without quotes and backslashes. */
export class OAuthError extends Error {
  override readonly name = 'OAuthError';
  readonly code: OAuthErrorCode;

  constructor(code: OAuthErrorCode, description: string) {
    super(description);
    this.code = code;
  }
}

/** No client is known by what a request proves itself with, whatever the reason. */
export function invalidClient(): OAuthError {
  const remedy = 'Check client_id and client_secret, and whether the client has expired or was revoked.';
  return new OAuthError('invalid_client', `No such client, or not this secret. ${remedy}`);
}

/** An answer that nobody may keep, as RFC 6749 5.1 wants every answer with or about a token to be. */
export function oauthAnswer(status: number, body: unknown, headers: OutgoingHttpHeaders = {}): Answer {
  return jsonAnswer(status, body, { 'cache-control': 'no-store', pragma: 'no-cache', ...headers });
}

/** A refusal in the form of OAuth. */
export function errorAnswer(status: number, error: string, description: string): Answer {
  // HTTP wants every 401 to say how to sign in, and this is the one way that it has a name for.
  const challenge = status === 401 ? { 'www-authenticate': 'Basic realm="oauth", charset="UTF-8"' } : {};
  return { ...oauthAnswer(status, { error, error_description: description }, challenge), code: error };
}

/** The answer to a request that an `OAuthError` stopped. */
export function answerOf({ code, message }: OAuthError): Answer {
  return errorAnswer(statusOf[code], code, message);
}
