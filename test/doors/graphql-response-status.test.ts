import { expect, test } from 'vitest';
import { sendRaw } from '../support/raw-http.ts';
import { customerCall, done } from '../support/sales.ts';
import { createWorld } from '../support/world.ts';

// GraphQL over HTTP: as application/graphql-response+json, a response without `data` is 4xx or 5xx. As application/json,
// a well-formed request is 200.

const world = await createWorld();
world.setRealTime(Temporal.Instant.from('2026-11-21T10:00:00Z'));
const partner = await world.partner();
await done(partner, customerCall({ id: 'C-1' }));

const customer = 'query Customer($id: String!) { customer(remoteId: $id) { remoteId } }';
const create = `mutation ($name: String!) {
  createCustomer(input: { remoteId: "C-2", name: $name, admin: { email: "a@example.com" } }) { __typename } }`;
const pages = (size: number) => `(first: ${size}) { nodes`;
const costly = `{ customers${pages(100)} { orders${pages(100)} { terms${pages(100)} { seats } } } } } } }`;

interface Case {
  readonly request: Record<string, unknown>;
  readonly code: string;
}

const refused: Record<string, Case> = {
  'a required variable is missing': { request: { query: customer }, code: 'BAD_USER_INPUT' },
  'a variable has the wrong type': { request: { query: customer, variables: { id: 7 } }, code: 'BAD_USER_INPUT' },
  'a variable of a mutation is missing': { request: { query: create }, code: 'BAD_USER_INPUT' },
  'the global id is missing': {
    request: { query: 'query A($id: ID!) { node(id: $id) { id } }' },
    code: 'BAD_USER_INPUT',
  },
  'the operation is too costly': { request: { query: costly }, code: 'TOO_COSTLY' },
  'the operation is a subscription': { request: { query: 'subscription { __typename }' }, code: 'BAD_REQUEST' },
  'the document is invalid': { request: { query: '{ nothing }' }, code: 'GRAPHQL_VALIDATION_FAILED' },
  'the document cannot be parsed': { request: { query: '{' }, code: 'GRAPHQL_PARSE_FAILED' },
  'the operation is unknown': {
    request: { query: customer, operationName: 'Nobody', variables: { id: 'C-1' } },
    code: 'OPERATION_RESOLUTION_FAILURE',
  },
  'one of two operations is not named': {
    request: { query: `${customer} query Other { __typename }`, variables: { id: 'C-1' } },
    code: 'OPERATION_RESOLUTION_FAILURE',
  },
};

const graphqlJson = 'application/graphql-response+json';
const accepts = [
  { accept: graphqlJson, type: graphqlJson, status: 400 },
  { accept: `${graphqlJson}, application/json;q=0.9`, type: graphqlJson, status: 400 },
  { accept: 'application/json', type: 'application/json', status: 200 },
];

// The first path is answered by Yoga until the document is known, the second always.
const paths = ['/graphql', '/graphql', '/graphql?x=1'];

function post(path: string, accept: string, request: unknown, more: Record<string, string> = {}) {
  const headers = { 'x-api-key': partner.key, 'content-type': 'application/json', accept, ...more };
  return sendRaw(world.url, { method: 'POST', path, headers, body: JSON.stringify(request) });
}

const cases = Object.entries(refused).flatMap(([what, named]) =>
  accepts.map((known) => ({ what, ...named, ...known })),
);

test.each(cases)('$status as $accept, if $what', async ({ request, code, accept, type, status }) => {
  for (const path of paths) {
    const answer = await world.withoutWriting(() => post(path, accept, request));
    const { data, errors } = JSON.parse(answer.body);

    expect([path, answer.status, answer.headers['content-type']]).toEqual([path, status, `${type}; charset=utf-8`]);
    expect([data, errors[0].extensions.code]).toEqual([undefined, code]);
    expect(errors[0].extensions.http).toBeUndefined();
  }
});

test.each(accepts)('a GET without `data` is $status as $accept', async ({ accept, status }) => {
  const headers = { 'x-api-key': partner.key, accept };
  for (const { request } of [
    refused['a required variable is missing'],
    refused['the operation is too costly'],
  ] as Case[]) {
    const path = `/graphql?${new URLSearchParams({ query: String(request['query']) })}`;
    const answer = await sendRaw(world.url, { path, headers });

    expect([answer.status, JSON.parse(answer.body).data]).toEqual([status, undefined]);
  }
});

test('a response with `data` is 200 even with errors', async () => {
  const query = '{ viewer { now } customers(first: 1000) { totalCount } }';
  for (const { accept } of accepts) {
    for (const path of paths) {
      const { status, body } = await post(path, accept, { query });
      const { data, errors } = JSON.parse(body);
      expect([status, data, errors.length]).toEqual([200, null, 1]);
    }
  }
});

test('an `operationName` that is not a string is 400 for every accepted type', async () => {
  for (const { accept } of accepts) {
    for (const path of paths) {
      const answer = await world.withoutWriting(() => post(path, accept, { query: create, operationName: 7 }));
      expect([answer.status, JSON.parse(answer.body).errors]).toEqual([
        400,
        [
          {
            message: '`operationName` must be text. Send the name of an operation of the document, or leave it out.',
            extensions: { code: 'BAD_REQUEST' },
          },
        ],
      ]);
    }
  }
});

test('a more specific status is kept for every accepted type', async () => {
  for (const { accept } of accepts) {
    const more = { 'idempotency-key': 'x'.repeat(256) };
    const keyed = await world.withoutWriting(() =>
      post('/graphql', accept, { query: create, variables: { name: 'A' } }, more),
    );
    expect([keyed.status, JSON.parse(keyed.body).errors[0].extensions.code]).toEqual([400, 'IDEMPOTENCY_KEY_INVALID']);
  }
});

test('a refusal that is repeated with its Idempotency-Key has the same status', async () => {
  for (const { accept, status } of accepts) {
    const more = { 'idempotency-key': crypto.randomUUID() };
    const answers = [];
    for (const path of ['/graphql', '/graphql', '/graphql?x=1'])
      answers.push(await post(path, accept, { query: create }, more));

    expect(answers.map((answer) => answer.status)).toEqual([status, status, status]);
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
  }
});
