import { expect, test } from 'vitest';
import { createClient } from '../support/api-clients.ts';
import { Workbench } from '../support/described-client.ts';
import { operatorOf } from '../support/operators.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();
const place = `${world.url}/api/v1/openapi.json`;

const program = `
import { ApiError, configure, createToken, createUser, editUser, getUser, listOrganisations, listUsers, whoami } from './client.ts';

declare const process: { readonly env: { readonly URL: string; readonly ID: string; readonly SECRET: string } };
declare const console: { log(text: string): void };

const { URL: serverUrl, ID: client_id, SECRET: client_secret } = process.env;
configure({ serverUrl, retry: { retries: 0 } });
const form = new URLSearchParams({ client_id, client_secret, grant_type: 'client_credentials' });
const token = await createToken({ body: form });
configure({ serverUrl, auth: { bearer: token.access_token }, retry: { retries: 0 } });

const me = await whoami();
const [organisation] = await listOrganisations();
if (organisation === undefined) throw new Error('There is no organisation');
const headers = { 'Idempotency-Key': 'the-key-of-the-program' };
const body = { name: 'Evan Evans', email_address: 'evan.evans@organisation.com', organisation: organisation.id };
const created = await createUser({ body, headers }, { envelope: true });
const again = await createUser({ body, headers });
const edited = await editUser({ path: { id: created.data.id }, body: { timeout: 1800, 'two-factor': true } });
const got = await getUser({ path: { id: edited.id } });
const query = { sort_by: ['+name' as const], organisation: [organisation.id], verified: false, per_page: 1, page: 1 };
const listed = await listUsers({ query }, { envelope: true });
const refusal: unknown = await editUser({ path: { id: 2147483647 }, body: {} }).catch((error: unknown) =>
  error instanceof ApiError ? error.body : error,
);

console.log(
  JSON.stringify({ me, organisation, created, again, edited, got, listed: [listed.data, listed.headers], refusal }),
);
`;

test('a client generated from the description type-checks and calls every operation', async () => {
  const partner = await world.partner({ name: "Bob's Widgets" });
  const operator = await operatorOf(world, partner, { isAdmin: true });
  const { clientId, clientSecret } = await createClient(partner, operator.operatorId);
  const workbench = await Workbench.open();
  await workbench.write('api.json', await (await fetch(place)).text());
  await workbench.write('program.ts', program);

  await workbench.redocly('generate-client', 'api.json', '--output', 'client.ts', '--import-ext', 'ts');
  const said = await workbench.runProgram('program.ts', {
    URL: `${world.url}/api/v1`,
    ID: clientId,
    SECRET: clientSecret,
  });

  const { me, organisation, created, again, edited, got, listed, refusal } = JSON.parse(said);
  expect(me).toMatchObject({ id: operator.operatorId, organisation: partner.organisationId });
  expect(organisation.name).toBe("Bob's Widgets");
  expect(created.headers).toEqual({ location: `/api/v1/users/${created.data.id}` });
  expect(again).toEqual(created.data);
  expect(edited).toMatchObject({ id: created.data.id, timeout: 1800, 'two-factor': true });
  expect(got).toMatchObject({ name: 'Evan Evans', timeout: 1800 });
  expect(listed).toEqual([[expect.objectContaining({ id: created.data.id })], { xTotalCount: 2, xTotalPages: 2 }]);
  expect(refusal).toMatchObject({ status: 404, code: 'OPERATOR_NOT_FOUND' });
});
