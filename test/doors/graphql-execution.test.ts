import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  getOperationAST,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import pLimit from 'p-limit';
import { afterAll, describe, expect, test } from 'vitest';
import { type ReadContext, readerFor } from '../../src/db/reading/reader.ts';
import { ReadingPool } from '../../src/db/reading/reading-pool.ts';
import { coercedVariables, executeQuery } from '../../src/graphql/execution/execute-planned.ts';
import { schema } from '../../src/graphql/schema/schema.ts';
import { globalId } from '../support/graphql-door.ts';
import { createStock } from '../support/graphql-stock.ts';
import { randomOf } from '../support/random.ts';
import { queryVariables, randomQuery } from '../support/random-queries.ts';
import { runCounts } from '../support/run-counts.ts';
import { createWorld } from '../support/world.ts';

// Queries are executed by an executor of our own, as long as nothing goes wrong. Nobody may see a
// difference to graphql-js: not in the answer, and not in what it takes. EXECUTION_RUNS sets how many random ones are tried,
// EXECUTION_SEED which.

const runs = runCounts.queries;
const seed = Number(process.env['EXECUTION_SEED'] ?? (Math.random() * 2 ** 31) | 0);

/**
 * Counts reads, and lets some of them fail. One at a time: what is asked for next shares its reads by which of those under
 * way is answered first.
 */
function countingReads(failing: RegExp | undefined) {
  const counting = { count: 0, read };
  const inTurns = pLimit(1);
  async function read(...[reading, statement]: Parameters<ReadingPool['read']>): Promise<unknown[]> {
    counting.count++;
    if (failing?.test(statement.text)) throw new Error('This one fails');
    return inTurns(() => pool.read(reading, statement));
  }
  return counting;
}

const world = await createWorld();
const { distributor } = await createStock(world);
const pool = new ReadingPool(world.pool);
afterAll(() => pool.end());
const useCase = await distributor.context();

const idsOf = (type: string) => [1, 2, 3, 7].map((id) => globalId(type, id));
const known = {
  texts: ['ALPHA-1', 'LATE-3', 'O-EXPIRED', 'O-HELD', 'O-WINDOW', 'isa@example.com', 'oo-std', 'nobody'],
  ids: ['Organisation', 'Customer', 'Order', 'Subscription', 'Term', 'Hold', 'User', 'Event', 'Product'].flatMap(idsOf),
};

type Execute = typeof executeQuery;
const byGraphqlJs: Execute = async (args) => execute(args);

interface Given {
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Which reads fail. */
  readonly failing?: RegExp;
}

/** What comes of a query, as it would be sent, where its errors come from, and how many reads it took. */
async function outcome(executed: Execute, document: DocumentNode, { variables, failing }: Given = {}) {
  const reads = countingReads(failing);
  const readerOf = (reading: ReadContext) => readerFor(reads as unknown as ReadingPool, reading);
  const contextValue = {
    useCase,
    reader: readerOf(useCase),
    readerOf,
    callEnvelope: () => Promise.reject(new Error('No envelope here')),
    idempotencyKeys: [],
    now: useCase.asOf,
    nature: { isQuery: true, dependsOnTree: false },
    record: { requestId: 'test' },
    params: {},
  };
  const operation = getOperationAST(document) as OperationDefinitionNode;
  const args = { schema, document, contextValue, variableValues: variables ?? {} };
  const result = await executed(args, operation, coercedVariables(args, operation));
  const origins = result.errors?.map(({ originalError }) => String(originalError));
  return { text: JSON.stringify(result), origins, reads: reads.count };
}

async function expectSame(
  query: string,
  given: Given = {},
  executed: Execute = executeQuery,
): Promise<ExecutionResult> {
  const document = parse(query);
  expect(validate(schema, document), query).toEqual([]);
  const wanted = await outcome(byGraphqlJs, document, given);
  // Twice: the first time it finds out how.
  for (const time of ['first', 'second']) {
    const found = await outcome(executed, document, given);
    const isRight = JSON.stringify([found.text, found.origins]) === JSON.stringify([wanted.text, wanted.origins]);
    if (!isRight) expect({ query, time, ...found }).toEqual({ query, time, ...wanted });
    if (wanted.origins === undefined) expect(found.reads, query).toBe(wanted.reads);
  }
  return JSON.parse(wanted.text);
}

const page = (fields: string) => `nodes { ${fields} } edges { cursor node { ${fields} } } pageInfo { hasNextPage
  hasPreviousPage startCursor endCursor } totalCount`;

const good: Record<string, string> = {
  'pages within pages': `query ($first: Int = 4, $few: Int! = 2) { customers(first: $first) { nodes { databaseId name
    orders(first: $few) { nodes { remoteId createdAt terms(first: $few) { nodes { startsAt endsAt seats } } } } } } }`,
  'all of a page': `{ customers { ${page(`name orders(first: 1) { ${page('id remoteId')} }`)} } }`,
  'pages from the end': `{ customers(last: 2) { ${page(`name orders(last: 2) { ${page('id')} } users(last: 1) {
    ${page('email')} }`)} } }`,
  'counts by themselves':
    '{ customers { totalCount nodes { orders { totalCount } users { __typename totalCount } } } }',
  'one relation in two ways': `{ customers { nodes { orders(first: 1) { nodes { remoteId } }
    last: orders(last: 1) { nodes { remoteId terms { nodes { order { remoteId } } } } } } } }`,
  'a relation and a choice of it': `{ subscriptions { nodes { terms(first: 1) { nodes { seats } } currentTerm { seats
    order { remoteId customer { name } } } } } }`,
  'the same choice the other way round': `{ subscriptions { nodes { currentTerm { seats order { remoteId } }
    terms(first: 1) { nodes { seats order { remoteId lines { nodes { term { seats } } } } } } } } }`,
  'what is computed': `{ subscriptions { nodes { status daysLeft duration allowedActions product { code }
    holds { reason placedBy { name } } renewalEligibility { allowed reason opensAt term { startsAt endsAt } } } } }`,
  'what is computed below relations': `{ customers { nodes { orders { nodes { lines { nodes { product { code }
    subscription { status daysLeft customer { admin { email phone } } holds { reason } } } } } } } } }`,
  'fragments that merge': `{ customers { nodes { ...A ...B orders { nodes { remoteId } } } } }
    fragment A on Customer { name orders { nodes { id kind } totalCount } ...B }
    fragment B on Node { __typename id ... on Customer { orders { pageInfo { hasNextPage } } } }`,
  'other names':
    '{ a: customers(first: 1) { b: nodes { c: name d: orders { e: nodes { f: remoteId } } } } t: __typename }',
  'nodes of several kinds': `{ nodes(ids: [${known.ids.map((id) => `"${id}"`).join(', ')}]) { __typename id
    ... on Customer { name orders { nodes { remoteId } } } ... on Order { customer { name } } ... on Term { seats } } }`,
  'a node that is not there': `{ node(id: "${globalId('Customer', 9999)}") { id ... on Customer { name } } }`,
  'who is behind events': `{ events(last: 20) { nodes { verb before after occurredAt actorOrganisation { name
    parent { name } } actorKey { name } term { seats order { remoteId } } seal { __typename } } } }`,
  'the viewer': `{ viewer { now permissions organisation { name customers: __typename } operator { name }
    real { organisation { id name } apiKey { hint } } } }`,
  'what would be refused': `{ previewSuspendOrder(input: { firstOrder: "nobody" }) { __typename ... on Error { code message } } }`,
  'what would be done': `{ previewSuspendOrder(input: { firstOrder: "O-WINDOW" }) { __typename
    ... on OrderPreview { __typename } ... on Error { code } } }`,
};

const unusual: Record<string, string> = {
  directives: 'query ($yes: Boolean = true) { customers { nodes { name @include(if: $yes) id @skip(if: $yes) } } }',
  introspection: '{ __schema { queryType { name } } __type(name: "Customer") { name } }',
  'a member called __proto__': '{ customers { nodes { __proto__: name } } }',
  'a page that is too long': '{ customers { nodes { orders(first: 1000) { nodes { id } } } } viewer { now } }',
  'a cursor that is none': '{ viewer { now } customers(after: "nonsense") { nodes { id } } orders { totalCount } }',
  'two mistakes': '{ customers(first: 1000) { nodes { id } } orders(after: "nonsense") { totalCount } }',
  'a mistake where nothing may stand':
    '{ customer(remoteId: "ALPHA-1", organisation: "nonsense") { id } viewer { now } }',
  'variables that are wrong': 'query ($some: Int!) { customers(first: $some) { totalCount } }',
};

describe('queries', () => {
  test.each(Object.entries(good))('%s', async (_what, query) => {
    const { errors, data } = await expectSame(query);
    expect(errors).toBeUndefined();
    expect(data).toBeTruthy();
  });

  test.each(Object.entries(unusual))('with something unusual: %s', async (_what, query) => {
    await expectSame(query);
  });

  test(`made up at random, by seed ${seed}`, { timeout: 120_000 }, async () => {
    const random = randomOf(seed);
    let right = 0;
    for (let run = 0; run < runs; run++) {
      const query = randomQuery(random, known);
      if (validate(schema, parse(query)).length > 0) continue;
      const { errors } = await expectSame(query, { variables: queryVariables });
      if (errors === undefined) right++;
    }
    // Else this would be a test of mistakes.
    expect(right).toBeGreaterThan(runs / 4);
  });
});

describe('when a read fails', () => {
  const several = `{ customers { totalCount nodes { name orders { nodes { id } } last: orders(last: 1) { nodes { id } } } }
    counted: customers { totalCount nodes { id } } customer(remoteId: "ALPHA-1") { name } viewer { organisation { name } } }`;
  test.each([
    { what: 'of a count', failing: /^SELECT count/ },
    { what: 'of a page with its count', failing: /^WITH counted/ },
    { what: 'at the root', failing: /FROM "Organisation"/ },
    { what: 'at the root where nothing may stand', failing: /"remoteId" = / },
    { what: 'below the root', failing: /LIMIT 2\) t3/ },
    { what: 'of all', failing: /^/ },
  ])('$what', async ({ failing }) => {
    const { errors } = await expectSame(several, { failing });
    expect(errors).toBeDefined();
  });

  test('at the root it is not tried once more', async () => {
    const document = parse('{ customers { nodes { name } } }');
    const { text, reads } = await outcome(executeQuery, document, { failing: /^/ });
    expect(JSON.parse(text)).toMatchObject({
      errors: [{ message: 'This one fails', path: ['customers'] }],
      data: null,
    });
    expect(reads).toBe(1);
  });
});
