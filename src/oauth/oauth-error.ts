import type { OutgoingHttpHeaders } from 'node:http';
import { type Answer, jsonAnswer } from '../http/door.ts';

/** The error codes of OAuth. RFC 6749, 5.2. */
export type OAuthErrorCode = 'invalid_request' | 'invalid_client' | 'unsupported_grant_type' | 'invalid_scope';

const statusOf = {
  invalid_request: 400,
  invalid_client: 401,
  unsupported_grant_type: 400,
  invalid_scope: 400,
} satisfies Record<OAuthErrorCode, number>;

/** A refused OAuth request. Its message is ASCII without quotation marks and backslashes. */
export class OAuthError extends Error {
  override readonly name = 'OAuthError';
  readonly code: OAuthErrorCode;

  constructor(code: OAuthErrorCode, description: string) {
    super(description);
    this.code = code;
  }
}

/** Returns the error for failed authentication. It does not reveal the reason. */
export function invalidClient(): OAuthError {
  const remedy = 'Check client_id and client_secret, and whether the client has expired or was revoked.';
  return new OAuthError('invalid_client', `No such client, or not this secret. ${remedy}`);
}

/** Returns a response that must not be cached, as RFC 6749, 5.1 requires for tokens. */
export function oauthAnswer(status: number, body: unknown, headers: OutgoingHttpHeaders = {}): Answer {
  return jsonAnswer(status, body, { 'cache-control': 'no-store', pragma: 'no-cache', ...headers });
}

/** Returns an error response in the format of OAuth. */
export function errorAnswer(status: number, error: string, description: string): Answer {
  // HTTP requires a challenge in every 401, and Basic is the only registered scheme used here.
  const challenge = status === 401 ? { 'www-authenticate': 'Basic realm="oauth", charset="UTF-8"' } : {};
  return { ...oauthAnswer(status, { error, error_description: description }, challenge), code: error };
}

/** Returns the response for an `OAuthError`. */
export function answerOf({ code, message }: OAuthError): Answer {
  return errorAnswer(statusOf[code], code, message);
}
