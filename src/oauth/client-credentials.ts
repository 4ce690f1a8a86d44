import { isUtf8 } from 'node:buffer';
import type { ClientCredentials } from '../api-clients/authenticate-client.ts';
import { type Form, formDecoded } from './form.ts';
import { invalidClient, OAuthError } from './oauth-error.ts';

/**
 * Returns the credentials of a client: `client_secret_basic` in the header, or `client_secret_post` in the body. RFC
 * 6749, 2.3.1.
 *
 * @throws {OAuthError} if they are missing, malformed, or present twice
 */
export function credentialsIn(authorization: string | undefined, form: Form): ClientCredentials {
  const [clientId, secret] = [form.get('client_id'), form.get('client_secret')];
  if (authorization === undefined) return { clientId: clientId ?? noCredentials(), secret: secret ?? noCredentials() };
  const credentials = basicIn(authorization);
  if (secret !== undefined || (clientId !== undefined && clientId !== credentials.clientId)) {
    throw new OAuthError(
      'invalid_request',
      'The client authenticates in the header Authorization and in the body. Use one of them.',
    );
  }
  return credentials;
}

/** Both parts are form-encoded before they are joined, so that either may contain a colon. */
function basicIn(authorization: string): ClientCredentials {
  const [, encoded] = /^basic +([A-Za-z0-9+/_-]+={0,2}) *$/i.exec(authorization) ?? [];
  if (encoded === undefined) throw unreadable();
  const decoded = Buffer.from(encoded, 'base64');
  const [clientId = '', ...secret] = decoded.toString('utf8').split(':');
  if (secret.length === 0 || !isUtf8(decoded)) throw unreadable();
  try {
    return { clientId: formDecoded(clientId), secret: formDecoded(secret.join(':')) };
  } catch {
    throw invalidClient();
  }
}

function unreadable(): OAuthError {
  const form = 'Basic, and the base64 of client_id:client_secret';
  return new OAuthError('invalid_client', `The header Authorization is invalid. Expected ${form}.`);
}

function noCredentials(): never {
  throw new OAuthError(
    'invalid_client',
    'The request has no client credentials. Send client_id and client_secret, in the body or as HTTP Basic.',
  );
}
