import { type Answer, jsonAnswer, type PublicCall } from '../http/door.ts';
import { permissions } from '../shared/permission.ts';
import { errorAnswer } from './oauth-error.ts';

/** The paths of the endpoints. */
export const paths = {
  token: '/oauth/token',
  introspection: '/oauth/introspect',
  revocation: '/oauth/revoke',
  metadata: '/.well-known/oauth-authorization-server',
} as const;

const authMethods = ['client_secret_basic', 'client_secret_post'];

/** Returns the authorisation server metadata. RFC 8414, 2 and 3. */
export function metadata({ headers }: Pick<PublicCall, 'headers'>, publicUrl: string | undefined): Answer {
  const issuer = publicUrl ?? originOf(headers.host);
  if (issuer === undefined) {
    return errorAnswer(400, 'invalid_request', 'The header Host contains no host name. Send the host name of the URL.');
  }
  return jsonAnswer(200, {
    issuer,
    token_endpoint: `${issuer}${paths.token}`,
    token_endpoint_auth_methods_supported: authMethods,
    introspection_endpoint: `${issuer}${paths.introspection}`,
    introspection_endpoint_auth_methods_supported: authMethods,
    revocation_endpoint: `${issuer}${paths.revocation}`,
    revocation_endpoint_auth_methods_supported: authMethods,
    grant_types_supported: ['client_credentials'],
    response_types_supported: [],
    scopes_supported: permissions,
  });
}

/** The gateway itself speaks only HTTP. Behind a TLS proxy, `PUBLIC_URL` sets the origin. */
function originOf(host = ''): string | undefined {
  const isHost = /^([A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:\d{1,5})?$/.test(host);
  return isHost && URL.canParse(`http://${host}`) ? new URL(`http://${host}`).origin : undefined;
}
