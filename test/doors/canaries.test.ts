import { expect, test } from 'vitest';
import { createKeyAtTerminal } from '../../src/keys/create-key-at-terminal.ts';
import { createAtTerminal } from '../../src/organisations/at-the-terminal.ts';
import { postForm } from '../support/api-clients.ts';
import { openOrder } from '../support/calendar.ts';
import { globalId } from '../support/graphql-door.ts';
import { operatorOf } from '../support/operators.ts';
import { Partner } from '../support/partner.ts';
import { runScript } from '../support/processes.ts';
import { until } from '../support/until.ts';
import { createWorld } from '../support/world.ts';

// Values that are found wherever they turn up: secrets, and what is known of people.

const world = await createWorld();

const canaries = {
  password: 'canary-password-7Qx2',
  newPassword: 'canary-password-9Zk4',
  wrongPassword: `canary-password-too-long-${'x'.repeat(1024)}`,
  adminEmail: 'canary.admin@example.com',
  userEmail: 'canary.user@example.com',
  phone: '+973 5550123',
  adminName: 'Canary Admin',
  userName: 'Canary User',
};

/** The canaries that a text holds. A long one counts by its beginning. */
function found(text: string, values: Readonly<Record<string, string>> = canaries): string[] {
  return Object.entries(values).flatMap(([name, value]) => (text.includes(value.slice(0, 40)) ? [name] : []));
}

const customer = {
  name: 'ABC',
  admin: { email: canaries.adminEmail, phone: canaries.phone, displayName: canaries.adminName },
};
const user = { email: canaries.userEmail, displayName: canaries.userName };

/** Calls that are given canaries and succeed. */
const calls: readonly (readonly [method: string, params: object])[] = [
  ['createCustomer', { id: 'ABC', ...customer }],
  ['updateCustomer', { id: 'ABC', admin: { displayName: canaries.adminName, phone: canaries.phone } }],
  ['createUser', { ...user, instance: 'ABC', password: canaries.password }],
  ['getUserByEmail', { email: canaries.userEmail }],
  ['updateUserByEmail', { email: canaries.userEmail, displayName: `${canaries.userName} again` }],
  ['resetPasswordByEmail', { email: canaries.userEmail, password: canaries.newPassword }],
];
/** Calls that are refused. */
const refused: typeof calls = [
  ['createCustomer', { id: 'ABC', ...customer, name: 'Other' }],
  ['createCustomer', { id: canaries.adminEmail.length, ...customer, admin: canaries.adminEmail }],
  ['createUser', { ...user, password: canaries.password }],
  ['createUser', { ...user, email: `${canaries.userEmail} `, password: 7 }],
  ['createUser', { ...user, email: `other.${canaries.userEmail}`, password: canaries.wrongPassword }],
  ['getUserByEmail', { email: `not.${canaries.userEmail}` }],
  ['resetPasswordByEmail', { email: `not.${canaries.userEmail}`, password: canaries.newPassword }],
  ['updateUserByEmail', { email: canaries.userEmail, isActive: canaries.userName }],
];

/** Inputs of GraphQL's createUser that are refused, or not even understood. */
const inputs: readonly unknown[] = [
  { ...user, password: canaries.password },
  { displayName: canaries.userName, password: canaries.password },
  { ...user, password: canaries.password, secret: canaries.newPassword },
  { ...user, password: { value: canaries.password } },
  { ...user, displayName: [canaries.userName], password: canaries.password },
  canaries.password,
];

/** The same, written into the operation. */
const literals = [
  `{ email: 5, displayName: "${canaries.userName}", password: true, seats: "${canaries.password}" }`,
  `"${canaries.password}"`,
];

const createUser = (type: string, input: string) =>
  `mutation ${type} { createUser(input: ${input}) { __typename ... on Error { message } } }`;

/** The bodies that are to be refused at each door. */
const bodies = {
  envelope: refused.map(([method, params]) => JSON.stringify({ method, params })),
  graphql: [
    ...inputs.map((input) =>
      JSON.stringify({ query: createUser('($input: CreateUserInput!)', '$input'), variables: { input } }),
    ),
    ...literals.map((literal) => JSON.stringify({ query: createUser('', literal) })),
  ],
};
const broken = JSON.stringify({ method: 'createUser', params: { ...user, password: canaries.password } }).slice(0, -2);

test('no secret and nothing of people is in a log, an error, an event or a job, and no password anywhere', async () => {
  const { id: organisation } = await createAtTerminal(world, { name: 'Seller', timeZone: 'UTC' });
  const { key } = await createKeyAtTerminal(world, { organisation });
  await openOrder(world, await world.partner({ sandbox: false }), { at: '2020-01-01T00:00:00Z' });
  const system = runScript('start', { DATABASE_URL: world.databaseUrl, PORT: '0', LOG_LEVEL: 'trace' });
  const [, base = ''] = await system.says(/envelope +(http\S+)\/envelope/);
  const headers = { 'x-api-key': key, 'content-type': 'application/json' };
  const send = async (door: string, body: string) => {
    const response = await fetch(`${base}/${door}`, { method: 'POST', headers, body });
    return { status: response.status, text: await response.text() };
  };

  const successes = [];
  for (const [method, params] of calls) successes.push(await send('envelope', JSON.stringify({ method, params })));
  const refusals = [];
  for (const [door, those] of Object.entries(bodies)) {
    for (const body of [...those, broken]) refusals.push(await send(door, body));
  }
  const client = await exchangeCredentials(base, key, organisation);
  // What a database that goes away says is logged as it comes.
  const others =
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()';
  await world.rows(others);
  const announced = async () => (await world.rows(`SELECT FROM "Event" WHERE "actorKind" = 'CALENDAR'`)).length === 2;
  await until(() => announced().catch(() => false));
  const jobs = JSON.stringify(await world.rows('SELECT * FROM graphile_worker._private_jobs'));
  system.kill('SIGTERM');
  await system.ended;

  expect(successes.map(({ status }) => status)).toEqual(calls.map(() => 200));
  expect(refusals.filter(({ status, text }) => status === 200 && !/Error|"errors"/.test(text))).toEqual([]);
  expect(refusals.map(({ text }) => found(text))).toEqual(refusals.map(() => []));
  const log = `${system.stdout()}${system.stderr()}`;
  expect(log.match(/"msg":"answered"/g)?.length).toBeGreaterThanOrEqual(calls.length + refusals.length);
  expect(log).toContain('a connection to the database broke');
  expect(found(log, { ...canaries, key, ...client })).toEqual([]);
  const { Event: events = '', ...tables } = await world.contents();
  expect(found(`${events}${jobs}`, { ...canaries, key, ...client })).toEqual([]);
  const { password, newPassword, wrongPassword } = canaries;
  expect(found(Object.values(tables).join(), { password, newPassword, wrongPassword, key, ...client })).toEqual([]);
  expect(found(tables['User'] ?? '')).toEqual(['userEmail', 'userName']);
});

/** Makes an API client, a secret, a key and tokens, uses them in every right and wrong way, and answers what is secret. */
async function exchangeCredentials(base: string, key: string, organisationId: number): Promise<Record<string, string>> {
  const { operatorId } = await operatorOf(world, new Partner(world, organisationId, key));
  const mutate = async (mutation: string) => {
    const headers = { 'x-api-key': key, 'content-type': 'application/json' };
    const body = JSON.stringify({ query: `mutation { made: ${mutation} }` });
    const response = await fetch(`${base}/graphql`, { method: 'POST', headers, body });
    return ((await response.json()) as { data: { made: Record<string, never> } }).data.made;
  };
  const operator = globalId('Operator', operatorId);
  const { apiClient, clientSecret } = (await mutate(
    `createApiClient(input: { operator: "${operator}", name: "x" }) {
       ... on CreateApiClientSuccess { clientSecret apiClient { id clientId } } }`,
  )) as unknown as { apiClient: { id: string; clientId: string }; clientSecret: string };
  const { rotated = '' } = await mutate(
    `rotateApiClientSecret(input: { apiClient: "${apiClient.id}" }) {
       ... on RotateApiClientSecretSuccess { rotated: clientSecret } }`,
  );
  const { newKey = '' } = await mutate('createKey(input: {}) { ... on CreateKeySuccess { newKey: key } }');
  const credentials = { client_id: apiClient.clientId, client_secret: clientSecret };
  const gateway = { url: base };
  const { json } = await postForm(gateway, '/oauth/token', { grant_type: 'client_credentials', ...credentials });
  const token: string = json.access_token;
  for (const path of ['/oauth/token', '/oauth/introspect', '/oauth/revoke']) {
    for (const form of [
      { ...credentials, token },
      { ...credentials, token, client_secret: `${rotated}x`, grant_type: 'password' },
      { token, client_id: clientSecret, grant_type: rotated, scope: token },
      { ...credentials, grant_type: 'client_credentials', scope: clientSecret },
    ]) {
      const { body } = await postForm(gateway, path, form);
      expect([clientSecret, rotated, token].filter((secret) => body.includes(secret))).toEqual([]);
    }
  }
  return { clientSecret, rotated, newKey, token };
}
