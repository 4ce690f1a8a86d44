import * as oauth from 'oauth4webapi';
// @ts-expect-error: it brings no types.
import { ClientCredentials } from 'simple-oauth2';
import { expect, test } from 'vitest';
import { permissions } from '../../src/shared/permission.ts';
import { createClient } from '../support/api-clients.ts';
import { operatorOf } from '../support/operators.ts';
import { createWorld } from '../support/world.ts';

// Two client libraries that know nothing of us get their tokens, and use them up.

const world = await createWorld();
const partner = await world.partner();
const { operatorId } = await operatorOf(world, partner, { permissions: ['order:view', 'customer:view'] });
const client = await createClient(partner, operatorId);

// What the gateway hears of is no secret between two machines here; in production a proxy speaks TLS.
const insecurely = { [oauth.allowInsecureRequests]: true };

const issuer = new URL(world.url);
const discovery = await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...insecurely });
const server = await oauth.processDiscoveryResponse(issuer, discovery);

const authentications = {
  client_secret_basic: oauth.ClientSecretBasic(client.clientSecret),
  client_secret_post: oauth.ClientSecretPost(client.clientSecret),
};
const asking = { client_id: client.clientId };

const whoAmI = '{ viewer { permissions operator { databaseId } } }';

async function statusWith(token: string): Promise<number> {
  const response = await fetch(`${world.url}/graphql?query=${encodeURIComponent(whoAmI)}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return response.status;
}

test('the metadata describe the endpoints with the host of the request', async () => {
  const found = await fetch(`${world.url}/.well-known/oauth-authorization-server`);
  const methods = ['client_secret_basic', 'client_secret_post'];

  expect([found.status, found.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
  expect(await found.json()).toEqual({
    issuer: world.url,
    token_endpoint: `${world.url}/oauth/token`,
    token_endpoint_auth_methods_supported: methods,
    introspection_endpoint: `${world.url}/oauth/introspect`,
    introspection_endpoint_auth_methods_supported: methods,
    revocation_endpoint: `${world.url}/oauth/revoke`,
    revocation_endpoint_auth_methods_supported: methods,
    grant_types_supported: ['client_credentials'],
    response_types_supported: [],
    scopes_supported: permissions,
  });
});

test.for(Object.entries(authentications))('oauth4webapi by %s', async ([, authentication]) => {
  const scope = new URLSearchParams({ scope: 'order:view' });
  const response = await oauth.clientCredentialsGrantRequest(server, asking, authentication, scope, insecurely);
  const granted = await oauth.processClientCredentialsResponse(server, asking, response);
  const token = granted.access_token;
  const introspect = async () =>
    oauth.processIntrospectionResponse(
      server,
      asking,
      await oauth.introspectionRequest(server, asking, authentication, token, insecurely),
    );

  expect(granted).toEqual({
    access_token: expect.stringMatching(/^token_/),
    token_type: 'bearer',
    expires_in: 3600,
    scope: 'order:view',
  });
  expect(await statusWith(token)).toBe(200);
  const known = await introspect();
  expect(known).toEqual({
    active: true,
    scope: 'order:view',
    client_id: client.clientId,
    token_type: 'Bearer',
    exp: expect.any(Number),
    iat: expect.any(Number),
    sub: String(operatorId),
  });
  expect((known.exp ?? 0) - (known.iat ?? 0)).toBe(3600);

  const revoked = await oauth.revocationRequest(server, asking, authentication, token, insecurely);
  expect(await oauth.processRevocationResponse(revoked)).toBe(undefined);
  expect(await introspect()).toEqual({ active: false });
  expect(await statusWith(token)).toBe(401);
});

test('oauth4webapi understands the errors', async () => {
  const [basic, post] = [authentications.client_secret_basic, authentications.client_secret_post];
  const refusalOf = async (authentication: oauth.ClientAuth, scope = '') => {
    const parameters = scope === '' ? {} : { scope };
    const response = await oauth.clientCredentialsGrantRequest(server, asking, authentication, parameters, insecurely);
    return oauth.processClientCredentialsResponse(server, asking, response);
  };

  for (const authentication of [basic, post]) {
    await expect(refusalOf(authentication, 'order:eat')).rejects.toMatchObject({
      name: 'ResponseBodyError',
      status: 400,
      error: 'invalid_scope',
    });
  }
  await expect(refusalOf(oauth.ClientSecretBasic('nothing'))).rejects.toMatchObject({
    name: 'WWWAuthenticateChallengeError',
    status: 401,
    cause: [{ scheme: 'basic' }],
  });
});

test.for(['header', 'body'])('simple-oauth2 with its credentials in the %s', async (authorizationMethod) => {
  const simple = new ClientCredentials({
    client: { id: client.clientId, secret: client.clientSecret },
    auth: { tokenHost: world.url, tokenPath: '/oauth/token', revokePath: '/oauth/revoke' },
    options: { authorizationMethod },
  });

  const granted = await simple.getToken({ scope: ['order:view', 'customer:view'] });
  const { access_token: token, expires_at: _, ...others } = granted.token;
  expect(others).toEqual({ token_type: 'Bearer', expires_in: 3600, scope: 'customer:view order:view' });
  expect([granted.expired(), await statusWith(token)]).toEqual([false, 200]);
  await granted.revoke('access_token');
  expect(await statusWith(token)).toBe(401);
  await expect(simple.getToken({ scope: 'order:eat' })).rejects.toMatchObject({
    data: { payload: { error: 'invalid_scope' } },
  });
});

test('simple-oauth2 at the token endpoint of the Hub', async () => {
  const simple = new ClientCredentials({
    client: { id: client.clientId, secret: client.clientSecret },
    auth: { tokenHost: world.url, tokenPath: '/api/v1/oauth/create_token' },
    options: { authorizationMethod: 'body' },
  });

  const { token } = await simple.getToken({});
  expect(Object.keys(token).sort()).toEqual(['access_token', 'expires_at', 'expires_in', 'scope', 'token_type']);
  expect(await statusWith(token.access_token)).toBe(200);
});
