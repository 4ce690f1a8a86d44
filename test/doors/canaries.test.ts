import { expect, test } from 'vitest';
import { hashOf, hintOf, newCredential } from '../../src/identity/credential-format.ts';
import { createKeyAtTerminal } from '../../src/keys/create-key-at-terminal.ts';
import { createAtTerminal } from '../../src/organisations/at-the-terminal.ts';
import { postForm } from '../support/api-clients.ts';
import { openOrder } from '../support/calendar.ts';
import { dumpOf, filesWith } from '../support/dump.ts';
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
  lastName: 'Canary Lastname',
  companyName: 'Canary Company',
  description: 'canary-description-8Vq1',
  operatorName: 'Canary Operator',
  operatorEmail: 'canary.operator@example.com',
  clientSecret: newCredential('client'),
  unknownKey: 'canary-unknown-key-5Tb3',
  cookie: 'canary-cookie-2Wd8',
  idempotencyKey: 'canary-idempotency-key-6Hn1',
  onBehalfOf: 'canary-on-behalf-of-4Ms9',
  inQuery: 'canary-in-query-3Jc7',
};

/** What must not be in the database at all, in whatever spelling. */
const secrets = [
  'password',
  'newPassword',
  'wrongPassword',
  'clientSecret',
  'unknownKey',
  'cookie',
  'onBehalfOf',
  'inQuery',
];

/** Where what is known of people stands, and nowhere else. */
const homes: Readonly<Record<string, readonly string[]>> = {
  adminEmail: ['Customer.adminEmail'],
  adminName: ['Customer.adminDisplayName'],
  phone: ['Customer.adminPhone'],
  lastName: ['Customer.lastName'],
  companyName: ['Customer.companyName'],
  description: ['Customer.description'],
  userEmail: ['User.email', 'User.emailKey'],
  userName: ['User.displayName'],
  operatorEmail: ['Operator.email', 'Operator.emailKey'],
  operatorName: ['Operator.name'],
};

/** Headers that carry canaries along with every request. */
const carried = {
  cookie: `session=${canaries.cookie}`,
  'idempotency-key': canaries.idempotencyKey,
  'x-on-behalf-of': canaries.onBehalfOf,
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

/** A customer of the licensing dialect; one as it may be, the others not. */
const licensed = {
  customerName: 'Peter',
  customerLastName: canaries.lastName,
  customerCompanyName: canaries.companyName,
  customerDescription: canaries.description,
  customerEmail: canaries.adminEmail,
  customerPhone: canaries.phone,
};
const refusedHere = [
  { ...licensed, customerEmail: canaries.lastName },
  { ...licensed, customerStatus: canaries.description, archived: canaries.companyName },
  { ...licensed, customerLastName: canaries.lastName.repeat(20), crmId: { id: canaries.phone } },
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

const operator = { name: canaries.operatorName, email: canaries.operatorEmail };
const createOperator = (input: object) =>
  JSON.stringify({
    query:
      'mutation ($input: CreateOperatorInput!) { createOperator(input: $input) { __typename ... on Error { message } } }',
    variables: { input },
  });

/** The bodies that are to be refused at each door. */
const bodies = {
  envelope: refused.map(([method, params]) => JSON.stringify({ method, params })),
  graphql: [
    ...inputs.map((input) =>
      JSON.stringify({ query: createUser('($input: CreateUserInput!)', '$input'), variables: { input } }),
    ),
    ...literals.map((literal) => JSON.stringify({ query: createUser('', literal) })),
    createOperator(operator),
    createOperator({ ...operator, email: `${canaries.operatorEmail} ` }),
    createOperator({
      ...operator,
      email: 'b@example.com',
      language: canaries.operatorName,
      timeZone: canaries.operatorEmail,
    }),
  ],
  'v1.0/customers': refusedHere.map((body) => JSON.stringify(body)),
};
const brokenHere = JSON.stringify(licensed).slice(0, -2);
const broken = JSON.stringify({ method: 'createUser', params: { ...user, password: canaries.password } }).slice(0, -2);

test('no secret is stored or logged, and personal data is only in its own columns, in no log, error, event or job', async () => {
  const { id: organisation } = await createAtTerminal(world, { name: 'Seller', timeZone: 'UTC' });
  const { key } = await createKeyAtTerminal(world, { organisation });
  const { key: token, operatorId, clientId } = await operatorOf(world, await world.partner(), { isAdmin: true });
  await world.rows('UPDATE "Operator" SET "name" = $1, "email" = $2, "emailKey" = $2 WHERE "id" = $3', [
    canaries.operatorName,
    canaries.operatorEmail,
    operatorId,
  ]);
  await insertSecret(clientId);
  await openOrder(world, await world.partner({ sandbox: false }), { at: '2020-01-01T00:00:00Z' });
  const system = runScript('start', { DATABASE_URL: world.databaseUrl, PORT: '0', LOG_LEVEL: 'trace' });
  const [, base = ''] = await system.says(/envelope +(http\S+)\/envelope/);
  const headers = { 'x-api-key': key, 'content-type': 'application/json' };
  const send = async (door: string, body: string, others = {}) => {
    const response = await fetch(`${base}/${door}?x=${canaries.inQuery}`, {
      method: 'POST',
      headers: { ...headers, ...others },
      body,
    });
    return { status: response.status, text: await response.text() };
  };

  const successes = [];
  for (const [method, params] of calls) successes.push(await send('envelope', JSON.stringify({ method, params })));
  successes.push(await send('v1.0/customers', JSON.stringify(licensed)));
  const hired = await send('graphql', createOperator(operator));
  const refusals = [];
  for (const [door, those] of Object.entries(bodies)) {
    for (const body of [...those, broken]) refusals.push(await send(door, body));
  }
  const made = await exchangeCredentials(base, key, organisation);
  refusals.push(await send('v1.0/customers', brokenHere));
  const [, misunderstood = ''] = bodies.graphql;
  const credentials = [
    { 'x-api-key': canaries.unknownKey },
    { 'x-api-key': canaries.clientSecret },
    { authorization: `Basic ${btoa(`x:${canaries.password}`)}` },
    { 'x-api-key': token, ...carried },
    { ...carried, 'content-type': 'text/plain' },
  ];
  for (const others of credentials) refusals.push(await send('graphql', misunderstood, others));
  for (const others of credentials.slice(0, 3)) refusals.push(await send('envelope', broken, others));
  // What a database that goes away says is logged as it comes.
  const others =
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()';
  await world.rows(others);
  const announced = async () => (await world.rows(`SELECT FROM "Event" WHERE "actorKind" = 'CALENDAR'`)).length === 2;
  await until(() => announced().catch(() => false));
  const jobs = JSON.stringify(await world.rows('SELECT * FROM graphile_worker._private_jobs'));
  system.kill('SIGTERM');
  await system.ended;

  expect(successes.map(({ status }) => status)).toEqual([...calls.map(() => 200), 200]);
  expect(hired.text).toContain('CreateOperatorSuccess');
  expect(refusals.filter(({ status, text }) => status === 200 && !/Error|"errors"/.test(text))).toEqual([]);
  expect(refusals.map(({ text }) => found(text))).toEqual(refusals.map(() => []));
  const log = `${system.stdout()}${system.stderr()}`;
  expect(log.match(/"msg":"answered"/g)?.length).toBeGreaterThanOrEqual(calls.length + refusals.length);
  expect(log).toContain('a connection to the database broke');
  const all = { ...canaries, key, token, ...made };
  expect(found(log, all)).toEqual([]);
  const { Event: events = '' } = await world.contents();
  expect(found(`${events}${jobs}`, all)).toEqual([]);
  const dump = await dumpOf(world);
  const homesOf = (value: string) => Object.keys(dump).filter((column) => stands(dump[column] ?? '', value));
  const known = Object.fromEntries(Object.entries(all).map(([name, value]) => [name, homesOf(value)]));
  const nowhere = Object.fromEntries(
    [...secrets, 'key', 'token', ...Object.keys(made), 'idempotencyKey'].map((name) => [name, []]),
  );
  expect(known).toEqual({ ...nowhere, ...homes });
  for (const name of [...secrets, 'key', 'token']) {
    expect(await filesWith(world, all[name as keyof typeof all].slice(0, 40)), name).toEqual([]);
  }
  // The search finds what is there.
  expect(await filesWith(world, canaries.operatorName)).not.toEqual([]);
});

/** Whether a text holds a value, as it is or spelled as bytes are. A long one counts by its beginning. */
function stands(text: string, value: string): boolean {
  const bytes = Buffer.from(value.slice(0, 40));
  return [bytes.toString(), bytes.toString('hex'), bytes.toString('base64').slice(0, 50)].some((spelled) =>
    text.includes(spelled),
  );
}

/** Gives a client the canary as its secret, stored as all secrets are. */
async function insertSecret(clientId: number): Promise<void> {
  await world.rows(
    `INSERT INTO "ApiClientSecret" ("organisationId", "apiClientId", "hint", "hash", "createdAt")
     SELECT "organisationId", "id", $2, $3, date_trunc('second', now()) FROM "ApiClient" WHERE "id" = $1`,
    [clientId, hintOf(canaries.clientSecret), hashOf(canaries.clientSecret)],
  );
}

/** Makes an API client, a secret, a key and tokens, uses them in every right and wrong way, and answers what is secret. */
async function exchangeCredentials(base: string, key: string, organisationId: number): Promise<Record<string, string>> {
  const { operatorId } = await operatorOf(world, new Partner(world, organisationId, key), {
    permissions: ['order:view'],
  });
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
  return { madeSecret: clientSecret, rotated, newKey, madeToken: token };
}
