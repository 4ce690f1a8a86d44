import { expect, test } from 'vitest';
import { customerCall, done, firstOrderCall } from '../support/sales.ts';
import { createWorld } from '../support/world.ts';

// What is plain is answered without Yoga's adapter. Nobody must be able to tell, but by the time it takes. With anything
// in the query string a request goes Yoga's way.

const world = await createWorld();
world.setRealTime(Temporal.Instant.from('2026-11-21T10:00:00Z'));
const partner = await world.partner();
await done(partner, customerCall({ id: 'C-1' }));
await done(partner, firstOrderCall({ customer: 'C-1', id: 'O-1' }));

const customer = 'query Customer($id: String!) { customer(remoteId: $id) { name remoteId createdAt } }';
const renewal = `mutation { createRenewalOrder(input: { firstOrder: "O-1", remoteId: "R-1" }) {
  __typename ... on Error { code message } ... on RenewalTooEarlyError { opensAt } } }`;

const requests: Record<string, unknown> = {
  'a query': { query: '{ viewer { now organisation { name } } }' },
  variables: { query: customer, variables: { id: 'C-1' } },
  'no variables where some are needed': { query: customer },
  'variables of the wrong kind': { query: customer, variables: { id: 7 } },
  'variables that are null': { query: '{ __typename }', variables: null, operationName: null },
  'an operation by its name': { query: `${customer} query Other { __typename }`, operationName: 'Other' },
  'an operation that is not there': { query: customer, operationName: 'Nobody', variables: { id: 'C-1' } },
  'two operations and no name': { query: `${customer} query Other { __typename }` },
  'an empty name': { query: '{ __typename }', operationName: '' },
  'a verb that is refused': { query: renewal },
  'a verb that is repeated': {
    query:
      'mutation { createCustomer(input: { remoteId: "C-1", name: "Other", admin: { email: "a@b.co" } }) { __typename } }',
  },
  'a field that fails': { query: '{ viewer { now } customers(first: 1000) { totalCount } }' },
  'an argument that cannot be understood': { query: '{ customers(after: "nonsense") { totalCount } }' },
  'what would be too large': {
    query:
      '{ customers(first: 100) { nodes { orders(first: 100) { nodes { terms(first: 100) { nodes { seats } } } } } } }',
  },
  introspection: { query: '{ __schema { queryType { name } } }' },
  'a document with a fault': { query: '{ nothing }' },
  'a document that is none': { query: '{' },
  'a query that is no text': { query: 7 },
  'variables that are a list': { query: '{ __typename }', variables: [] },
  'a member that nobody knows': { query: '{ __typename }', more: true },
  extensions: { query: '{ __typename }', extensions: {} },
  'on behalf of nobody': { query: '{ __typename }', extensions: { onBehalfOf: 'nobody' } },
  'a list': [{ query: '{ __typename }' }],
  'no object': 'query',
  'text outside of ASCII': { query: customer, variables: { id: 'Kunde ﷺ 🇧🇭' } },
  'half of a character': { query: customer, variables: { id: '\ud800' } },
};

const accepts = [
  undefined,
  '*/*',
  'application/json',
  'application/graphql-response+json',
  'application/graphql-response+json, application/json;q=0.9',
  'application/json; charset=utf-8, */*;q=0.1',
  'text/html',
  'text/event-stream',
  'multipart/mixed, application/json',
  'image/png',
];

const different = ['date', 'ratelimit', 'x-request-id'];

async function answerAt(path: string, request: unknown, accept: string | undefined, key?: string) {
  const headers = { 'x-api-key': partner.key, 'content-type': 'application/json', 'x-request-id': 'same' };
  const response = await fetch(`${world.url}${path}`, {
    method: 'POST',
    headers: { ...headers, ...(accept && { accept }), ...(key && { 'idempotency-key': key }) },
    body: JSON.stringify(request),
  });
  const shown = [...response.headers].filter(([name]) => !different.includes(name));
  return { status: response.status, headers: shown, body: await response.text() };
}

const cases = Object.keys(requests).flatMap((what) => accepts.map((accept) => ({ what, accept })));

test.each(cases)('$what, accepting $accept, has the same response on both paths', async ({ what, accept }) => {
  const request = requests[what];
  const long = await answerAt('/graphql?', request, accept);
  const known = await answerAt('/graphql?x=1', request, accept);
  const short = await answerAt('/graphql', request, accept);
  const again = await answerAt('/graphql', request, accept);

  expect(known).toEqual(long);
  expect(short).toEqual(known);
  expect(again).toEqual(known);
});

test.each(['long', 'short'])(
  'a mutation with a key is replayed on the %s path, whichever path came first',
  async (first) => {
    const input = { remoteId: `KEYED-${first}`, name: 'Keyed', admin: { email: 'a@b.co' } };
    const query = 'mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { __typename } }';
    const paths = first === 'long' ? ['/graphql?x=1', '/graphql'] : ['/graphql', '/graphql?x=1'];
    const key = crypto.randomUUID();

    const answers = [];
    for (const path of paths) answers.push(await answerAt(path, { query, variables: { input } }, undefined, key));

    const [original, replay] = answers;
    expect(original?.status).toBe(200);
    expect(replay?.body).toBe(original?.body);
    expect(replay?.headers.filter(([name]) => name === 'idempotency-replayed')).toEqual([
      ['idempotency-replayed', 'true'],
    ]);
  },
);
