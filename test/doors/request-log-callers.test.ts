import { expect, test } from 'vitest';
import { createClient, inBody } from '../support/api-clients.ts';
import { operatorOf } from '../support/operators.ts';
import { caller, common, logged } from '../support/request-log.ts';
import { createWorld } from '../support/world.ts';

// Whom a line of the request log names: the API client of a form or a token, and the operator who is acted for.

const world = await createWorld();

test('OAuth is logged with the API client, and other requests with their token and emulated operator', async () => {
  const { entryOf } = await logged(world);
  const { partner } = await caller(world);
  const { organisationId } = partner;
  const operator = await operatorOf(world, partner, { isAdmin: true });
  const client = await createClient(partner, operator.operatorId);
  const clientId = Number(atob(client.id).split(':')[1]);
  const form = (fields: Record<string, string>): RequestInit => ({ method: 'POST', body: new URLSearchParams(fields) });
  const call = { ...common, door: 'oauth', method: 'POST', operation: 'POST /oauth/token' };

  expect(await entryOf('/oauth/token', form({ grant_type: 'client_credentials', ...inBody(client) }))).toEqual({
    ...call,
    status: 200,
    organisationId,
    credentialId: `API_CLIENT:${clientId}`,
  });
  const unknown = { client_id: 'canary', client_secret: 'canary' };
  expect(await entryOf('/oauth/token', form({ grant_type: 'client_credentials', ...unknown }))).toEqual({
    ...call,
    status: 401,
    code: 'invalid_client',
  });
  const headers = { authorization: `Bearer ${operator.key}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ query: '{ viewer { __typename } }' });
  expect(await entryOf('/graphql', { method: 'POST', headers, body })).toMatchObject({
    organisationId,
    credentialId: `API_CLIENT:${operator.clientId}`,
    operation: 'query viewer',
    status: 200,
  });
});

test('the emulated operator is logged with the credential', async () => {
  const { entryOf } = await logged(world);
  const { partner } = await caller(world);
  const below = await world.partner({ parent: partner });
  const { operatorId } = await operatorOf(world, below, { isAdmin: true });
  const operator = await operatorOf(world, partner, { permissions: ['operator:emulate'] });
  const headers = { 'x-api-key': operator.key, 'content-type': 'application/json' };
  const body = JSON.stringify({ query: '{ viewer { __typename } }' });
  const asked = (more: object) => entryOf('/graphql', { method: 'POST', headers: { ...headers, ...more }, body });

  expect(await asked({ 'x-on-behalf-of': String(operatorId) })).toMatchObject({
    organisationId: partner.organisationId,
    credentialId: `API_CLIENT:${operator.clientId}`,
    onBehalfOfId: operatorId,
    operation: 'query viewer',
    status: 200,
  });
});
