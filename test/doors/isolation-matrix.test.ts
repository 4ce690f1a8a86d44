import { expect, test } from 'vitest';
import { licensing } from '../../src/rest/licensing/dialect.ts';
import { sendGraphql } from '../support/graphql-door.ts';
import { countOf, ownersOf, pagesIn } from '../support/isolation/owners.ts';
import {
  conditionProbes,
  licensingBodies,
  methodProbes,
  nobody,
  onlyOneself,
  reads,
  type Target,
  targetOf,
  verbs,
} from '../support/isolation/probes.ts';
import {
  createRelatives,
  isVisible,
  missingNode,
  nodeOf,
  type Relation,
  relations,
} from '../support/isolation/relatives.ts';
import {
  conditions,
  edges,
  methodNames,
  mutations,
  nodeTypes,
  rootFields,
  rootLists,
  sortings,
  surface,
} from '../support/isolation/surface.ts';
import { askLicensing } from '../support/rest.ts';
import { customerCall, done, firstOrderCall } from '../support/sales.ts';
import { createWorld } from '../support/world.ts';

// Who sees and does what, for all that can be asked for and everybody that an organisation can be related to. The rows
// come from the schema; a field without one fails. What is foreign can't be told from what does not exist (R19).

const world = await createWorld();
const relatives = await createRelatives(world);
const { partner: actor } = relatives.self;
const visible = relations.filter((relation) => isVisible[relation]).map((relation) => relatives[relation].partner);
const visibleIds = visible.map(({ organisationId }) => organisationId);

const tried = new Set<string>();

/** One test for each relation, under the path of what is asked for. */
function matrix<Row>(
  rows: readonly Row[],
  path: (row: Row) => string,
  probe: (row: Row, relation: Relation) => Promise<void>,
) {
  const cells = rows.flatMap((row) => relations.map((relation) => ({ path: path(row), relation, row })));
  for (const cell of cells) tried.add(cell.path);
  test.each(cells)('$path × $relation', ({ row, relation }) => probe(row, relation));
}

async function ask(document: string, variables: Record<string, unknown> = {}) {
  return sendGraphql(world, actor, document, variables);
}

/** Asserts that an answer speaks of nobody out of sight, and that no count counts what is not there to see. */
async function expectOnlyVisible(data: unknown): Promise<Set<number>> {
  const owners = await ownersOf(world, data);
  expect([...owners].filter((owner) => !visibleIds.includes(owner))).toEqual([]);
  for (const { totalCount, nodes } of pagesIn(data)) expect(totalCount).toBe(nodes.length);
  return owners;
}

matrix(
  nodeTypes,
  (type) => `node(${type})`,
  async (type, relation) => {
    const read = (id: string) =>
      ask('query ($id: ID!) { node(id: $id) { __typename id } nodes(ids: [$id]) { id } }', { id });
    const id = type === 'Product' ? await productId() : nodeOf(relatives[relation], type);
    const answer = await read(id);

    if (type === 'Product' || isVisible[relation]) {
      expect(answer.data).toEqual({ node: { __typename: type, id }, nodes: [{ id }] });
    } else {
      expect(answer.text).toBe((await read(missingNode(type))).text);
      expect(answer.data).toEqual({ node: null, nodes: [null] });
    }
  },
);

async function productId(): Promise<string> {
  return (await actor.graphql('{ products { id } }')).products[0].id;
}

matrix(
  edges,
  ({ type, field }) => `${type}.${field}`,
  async ({ type, selection }, relation) => {
    const document = `query ($id: ID!) { node(id: $id) { __typename id ... on ${type} { ${selection} } } }`;
    const id = type === 'Product' ? await productId() : nodeOf(relatives[relation], type);
    const { data, errors } = await ask(document, { id });

    expect(errors).toEqual([]);
    await expectOnlyVisible(data);
    if (type !== 'Product') expect(data.node?.id ?? null).toBe(isVisible[relation] ? id : null);
  },
);

matrix(
  rootLists,
  ({ field }) => `Query.${field}`,
  async ({ field, type }, relation) => {
    const { data, errors } = await ask(`{ ${field}(first: 100) { totalCount nodes { __typename id } } }`);

    expect(errors).toEqual([]);
    const owners = await expectOnlyVisible(data);
    expect(owners.has(relatives[relation].partner.organisationId)).toBe(isVisible[relation]);
    expect(data[field].totalCount).toBe(await countOf(world, type, visibleIds));
  },
);

matrix(
  sortings,
  ({ type, column }) => `${type}Sort.${column}`,
  async ({ field, column }, relation) => {
    const { partner } = relatives[relation];
    const order = `orderBy: { field: ${column} }`;
    const theirs = await partner.graphql(`{ page: ${field}(first: 1, ${order}) { edges { cursor node { id } } } }`);
    const [edge] = theirs.page.edges;
    const document = `query ($after: String) { ${field}(first: 100, after: $after, ${order}) { nodes { __typename id } } }`;
    const answer = await ask(document, { after: edge.cursor });

    await expectOnlyVisible(answer.data);
    // A cursor is valid for the organisation that got it. Whether its row is visible to others makes no difference.
    if (relation !== 'self') expect(answer.text).toBe((await ask(document, { after: 'nonsense' })).text);
    else expect(answer.data[field].nodes.map(({ id }: { readonly id: string }) => id)).not.toContain(edge.node.id);
  },
);

matrix(
  conditions,
  ({ type, condition }) => `${type}Filter.${condition}`,
  async ({ field, type, condition }, relation) => {
    const probe = conditionProbes[`${type}Filter.${condition}`];
    if (probe === undefined) throw new Error('There is no probe for this condition: add one in probes.ts');
    const find = (target: Target) =>
      ask(
        `query ($filter: ${type}Filter) { page: ${field}(first: 100, filter: $filter) { totalCount nodes { __typename id } } }`,
        {
          filter: { [condition]: probe.value(target) },
        },
      );
    const answer = await find(targetOf(relatives[relation]));

    expect(answer.errors).toEqual([]);
    const owners = await expectOnlyVisible(answer.data);
    if (probe.finds === undefined) {
      expect(owners.has(relatives[relation].partner.organisationId)).toBe(isVisible[relation]);
    } else {
      const found = probe.finds[relation];
      expect([...owners]).toEqual(found === undefined ? [] : [relatives[found].partner.organisationId]);
    }
    if (probe.meansOneThing && !isVisible[relation]) expect(answer.text).toBe((await find(nobody)).text);
  },
);

matrix(
  rootFields,
  (name) => `Query.${name}`,
  async (name, relation) => {
    const probe = reads[name];
    if (probe === undefined) throw new Error('There is no probe for this field: add one in probes.ts');
    const read = (target: Target) => ask(`{ found: ${name}${probe.args(target)} ${probe.selection} }`);
    const answer = await read(targetOf(relatives[relation]));

    expect(answer.errors).toEqual([]);
    await expectOnlyVisible(answer.data);
    if (isVisible[relation] || probe.isCommon) expect(answer.data.found.code ?? null).toBeNull();
    if (isVisible[relation] || probe.isCommon) expect(answer.data.found).not.toBeNull();
    else expect(answer.text).toBe((await read(nobody)).text.replaceAll('nobody', relation));
  },
);

const verbNames = mutations.filter((name) => name !== 'envelope');
// In the order of the probes, which is that of a life: what one verb makes, the next one works with.
const inOrder = [...verbNames].sort(
  (one, other) => Object.keys(verbs).indexOf(one) - Object.keys(verbs).indexOf(other),
);

matrix(
  inOrder,
  (name) => `Mutation.${name}`,
  async (name, relation) => {
    const probe = verbs[name];
    if (probe === undefined) throw new Error('There is no probe for this verb: add one in probes.ts');
    const target = targetOf(relatives[relation]);
    for (const [field, input] of probe.before ?? [])
      await relatives[relation].partner.mutate(field, { ...input(target) });
    const call = (whom: Target) => actor.mutate(name, { ...probe.input(whom) });

    const rule = probe.refusedFor?.[relation];
    if (rule !== undefined) {
      expect(await world.withoutWriting(() => call(target))).toMatchObject({ code: rule });
    } else if (isVisible[relation] || probe.onlyOneself !== undefined) {
      const success = `${name.charAt(0).toUpperCase()}${name.slice(1)}Success`;
      expect(await call(target)).toEqual({ __typename: success });
    } else {
      const [answer, missing] = await world.withoutWriting(
        async () => [await call(target), await call(nobody)] as const,
      );
      expect(withoutAskedIds(answer)).toEqual(withoutAskedIds(missing));
      expect(answer.code).toMatch(/_NOT_FOUND$/);
    }
  },
);

/** The same answer without the ids that the caller sent, which its message may repeat. */
function withoutAskedIds<Answer>(answer: Answer): Answer {
  const text = JSON.stringify(answer).replace(/with the id (\\"\d+\\"|\d+)/g, 'with the id that was asked for');
  return JSON.parse(text);
}

tried.add('Mutation.envelope');

test('the mutation `envelope` acts only for the caller, like the envelope', async () => {
  const call = (id: string) =>
    actor.graphql(
      `mutation ($params: JSON!) { envelope(method: "getCustomer", params: $params) { __typename ... on Error { code message } } }`,
      { params: { id } },
    );

  const ofChild = await call('C-child');
  expect(ofChild.envelope.code).toBe('CUSTOMER_NOT_FOUND');
  expect(ofChild).toEqual(JSON.parse(JSON.stringify(await call('C-nobody')).replaceAll('nobody', 'child')));
});

await done(actor, customerCall({ id: 'C-mine' }));
await done(actor, customerCall({ id: 'X-mine' }));
await done(actor, firstOrderCall({ customer: 'C-mine', id: 'O-mine' }));
await actor.mutate('createUser', { email: 'mine@example.com', customer: 'C-mine' });

const methodsInOrder = Object.keys(methodProbes).filter((name) => methodNames.includes(name));

matrix(
  [...new Set([...methodsInOrder, ...methodNames])],
  (name) => `envelope.${name}`,
  async (name, relation) => {
    const params = methodProbes[name];
    if (params === undefined) throw new Error('There is no probe for this method: add one in probes.ts');

    if (relation === 'self') {
      expect(await actor.envelope(name, params('mine'))).toMatchObject({ status: 200, code: null });
      return;
    }
    if (onlyOneself.includes(name)) {
      expect(await actor.envelope(name, params(relation))).toMatchObject({ status: 200, code: null });
      const [row] = await world.rows('SELECT "actorOrganisationId", "verb" FROM "Event" ORDER BY "id" DESC LIMIT 1');
      expect(row).toMatchObject({ actorOrganisationId: actor.organisationId });
      return;
    }
    const [answer, missing] = await world.withoutWriting(
      async () => [await actor.envelope(name, params(relation)), await actor.envelope(name, params('nobody'))] as const,
    );
    expect(answer).toEqual({ ...missing, body: String(missing.body).replaceAll('nobody', relation) });
    expect([answer.status, answer.code]).toEqual([400, expect.stringMatching(/_NOT_FOUND$/)]);
  },
);

// This dialect has no word for an organisation either: whose customers they are, they are those of one's own.
await askLicensing(world, actor, 'POST', '/customers', { body: licensingBodies['createCustomer'] });
const [unused] = await world.rows<{ id: number }>(
  'SELECT max("id") AS id FROM "Customer" WHERE "organisationId" = $1',
  [actor.organisationId],
);

matrix(
  licensing.routes,
  ({ operationId }) => `licensing.${operationId}`,
  async ({ operationId, method, path }, relation) => {
    const headers = { 'x-request-id': 'the-same' };
    const ask = async (id: number) => {
      const request = { headers, body: licensingBodies[operationId] };
      const { status, body } = await askLicensing(world, actor, method, path.replace('{id}', `${id}`), request);
      // The message names the id that was sent; nothing else may differ.
      const detail = body.detail?.replace(`the id "${id}" exists`, 'the id "ID" exists');
      return { status, body: detail === undefined ? body : { ...body, detail } };
    };
    const { organisationId } = relatives[relation].partner;
    const [theirs] = await world.rows<{ id: number }>(
      'SELECT min("id") AS id FROM "Customer" WHERE "organisationId" = $1',
      [organisationId],
    );
    if (!path.includes('{id}')) {
      const { body } = await ask(0);
      const found = [body.customer ?? body.customers].flat().map(({ _id }) => _id);
      const owners = await world.rows('SELECT DISTINCT "organisationId" FROM "Customer" WHERE "id" = ANY($1)', [found]);
      expect(owners).toEqual([{ organisationId: actor.organisationId }]);
    } else if (relation === 'self') {
      const { status } = await ask((operationId === 'removeCustomer' ? unused?.id : theirs?.id) ?? 0);
      expect(status).toBe(200);
    } else {
      const [answer, missing] = await world.withoutWriting(
        async () => [await ask(theirs?.id ?? 0), await ask(2_000_000_000)] as const,
      );
      expect(withoutAskedIds(answer)).toEqual(withoutAskedIds(missing));
      expect([answer.status, answer.body.code]).toEqual([404, 'CUSTOMER_NOT_FOUND']);
    }
  },
);

test('the matrix covers the whole API', () => {
  expect(surface.filter((path) => !tried.has(path))).toEqual([]);
  expect(surface.length).toBeGreaterThanOrEqual(150);
});
