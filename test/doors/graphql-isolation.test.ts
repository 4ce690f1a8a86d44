import { expect, test } from 'vitest';
import { globalId, sendGraphql } from '../support/graphql-door.ts';
import { type List, lists } from '../support/graphql-lists.ts';
import { everythingOf } from '../support/graphql-selections.ts';
import { createThings, type Things } from '../support/graphql-things.ts';
import { createTree, nameOf, type Place, pairs, places, visibleTo } from '../support/graphql-tree.ts';
import { createWorld } from '../support/world.ts';

// What each organisation can read of each other, by every read that GraphQL has.

const world = await createWorld();
world.setRealTime(Temporal.Instant.from('2026-11-21T10:00:00Z'));
const tree = await createTree(world);
const things = {} as Record<Place, Things>;
for (const place of places) things[place] = await createThings(tree[place]);
await tree.vendor.mutate('suspendOrder', { organisation: tree.reseller.globalId, firstOrder: 'ORDER-1' });

const names = Object.keys(lists) as List[];
const nowhere = globalId('Organisation', 2 ** 31 - 1);
const missing = (type: string) => globalId(type, type === 'Event' ? 2n ** 63n - 1n : 2 ** 31 - 1);
const organisationOf = (list: List) =>
  list === 'terms' ? 'subscription { organisation { id } }' : 'organisation { id }';

async function bodyOf(actor: Place, query: string, variables: Record<string, unknown> = {}): Promise<string> {
  return (await sendGraphql(world, tree[actor], query, variables)).text;
}

test.each(places)('a %s sees itself', async (actor) => {
  const { viewer } = await tree[actor].graphql('{ viewer { organisation { id } } }');

  expect(viewer.organisation.id).toBe(tree[actor].globalId);
});

test.each(places.flatMap((actor) => names.map((list) => ({ actor, list }))))(
  'a $actor lists the $list of itself and of those below it',
  async ({ actor, list }) => {
    const { page } = await tree[actor].graphql(
      `{ page: ${list}(first: 100) { totalCount nodes { ${organisationOf(list)} } } }`,
    );
    const column = `SELECT count(*)::int AS count FROM "${lists[list]}" WHERE "organisationId" = ANY($1)`;
    const visible = visibleTo[actor].map((place) => tree[place].organisationId);
    const [{ count } = { count: 0 }] = await world.rows<{ count: number }>(column, [visible]);

    const owners = page.nodes.map((node: never) => ownerIn(list, node));
    expect(new Set(owners)).toEqual(new Set(visibleTo[actor].map((place) => tree[place].globalId)));
    expect([page.totalCount, owners.length]).toEqual([count, count]);
  },
);

function ownerIn(list: List, node: { organisation: { id: string }; subscription: { organisation: { id: string } } }) {
  return list === 'terms' ? node.subscription.organisation.id : node.organisation.id;
}

test.each(pairs)('a $actor $can find by the filter "organisation: $owner"', async ({ actor, owner, isVisible }) => {
  for (const list of names) {
    const query = `query ($organisation: ID!) { page: ${list}(first: 100, filter: { organisation: $organisation }) {
      totalCount nodes { ${organisationOf(list)} } } }`;
    const { page } = await tree[actor].graphql(query, { organisation: tree[owner].globalId });

    const owners = new Set(page.nodes.map((node: never) => ownerIn(list, node)));
    expect(owners, list).toEqual(new Set(isVisible ? [tree[owner].globalId] : []));
    expect(page.totalCount, list).toBe(page.nodes.length);
    if (isVisible) continue;
    const elsewhere = await bodyOf(actor, query, { organisation: tree[owner].globalId });
    expect(elsewhere, list).toBe(await bodyOf(actor, query, { organisation: nowhere }));
  }
});

/** Filters by something of an owner, with how many things the owner has of that. */
const filters = [
  { list: 'subscriptions', field: 'customer', type: 'Customer', count: 1 },
  { list: 'orders', field: 'customer', type: 'Customer', count: 2 },
  { list: 'users', field: 'customer', type: 'Customer', count: 1 },
  { list: 'events', field: 'subject', type: 'Customer', count: 1 },
  { list: 'events', field: 'subject', type: 'User', count: 1 },
  { list: 'events', field: 'subject', type: 'Operator', count: 1 },
  { list: 'events', field: 'subject', type: 'Role', count: 1 },
  { list: 'events', field: 'subject', type: 'Organisation', count: 1 },
  { list: 'events', field: 'subject', type: 'Subscription', count: 4 },
] as const;

test.each(pairs)('a $actor $can find by filters with ids of the $owner', async ({ actor, owner, isVisible }) => {
  for (const { list, field, type, count } of filters) {
    const query = `query ($id: ID!) { page: ${list}(filter: { ${field}: $id }) { totalCount nodes { id } } }`;
    const id = things[owner][type];
    const isHeld = owner === 'reseller' && type === 'Subscription' ? 1 : 0;

    const { page } = await tree[actor].graphql(query, { id });
    expect([page.totalCount, page.nodes.length], `${list} by ${type}`).toEqual(
      isVisible ? [count + isHeld, count + isHeld] : [0, 0],
    );
    if (!isVisible) expect(await bodyOf(actor, query, { id })).toBe(await bodyOf(actor, query, { id: missing(type) }));
  }
});

test.each(pairs)('a $actor $can find the nodes of the $owner', async ({ actor, owner, isVisible }) => {
  const ids = Object.entries(things[owner]);
  const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
  const one = 'query ($id: ID!) { node(id: $id) { id } }';

  const { nodes } = await tree[actor].graphql(query, { ids: ids.map(([, id]) => id) });
  expect(nodes).toEqual(ids.map(([, id]) => (isVisible ? { id } : null)));
  for (const [type, id] of ids) {
    const found = await bodyOf(actor, one, { id });
    if (isVisible) expect(JSON.parse(found).data, type).toEqual({ node: { id } });
    else expect(found, type).toBe(await bodyOf(actor, one, { id: missing(type) }));
  }
});

const reads = [
  { field: 'customer', argument: 'remoteId: "ABC"', type: 'Customer' },
  { field: 'order', argument: 'remoteId: "ORDER-1"', type: 'Order' },
  { field: 'subscription', argument: 'firstOrder: "ORDER-1"', type: 'Subscription' },
  { field: 'user', argument: 'email: "isa@example.com"', type: 'User' },
  { field: 'operator', argument: 'email: "isa@example.com"', type: 'Operator' },
] as const;

test.each(pairs)('a $actor $can read by the ids that the $owner gave', async ({ actor, owner, isVisible }) => {
  for (const { field, argument, type } of reads) {
    const query = `query ($organisation: ID) { found: ${field}(${argument}, organisation: $organisation) { id } }`;
    const expected = isVisible ? { found: { id: things[owner][type] } } : { found: null };

    expect(await tree[actor].graphql(query, { organisation: tree[owner].globalId }), field).toEqual(expected);
    expect(await tree[actor].graphql(query), field).toEqual({ found: { id: things[actor][type] } });
  }
});

test.each(places)('from a %s the way down the tree ends where the tree does', async (actor) => {
  interface Branch {
    readonly id: string;
    readonly children?: { readonly totalCount: number; readonly nodes: readonly Branch[] };
  }
  const below = 'id children { totalCount nodes {';
  const query = `{ viewer { organisation { ${below} ${below} ${below} id } } } } } } } } }`;
  const { viewer } = await tree[actor].graphql(query);
  const idsBelow = ({ children }: Branch): string[] => {
    expect(children?.totalCount).toBe(children?.nodes.length);
    return (children?.nodes ?? []).flatMap((branch) => [branch.id, ...idsBelow(branch)]);
  };

  const expected = visibleTo[actor].filter((place) => place !== actor).map((place) => tree[place].globalId);
  expect(idsBelow(viewer.organisation).sort()).toEqual(expected.sort());
});

test.each(places)('nothing that a %s can read speaks of an organisation outside of its reach', async (actor) => {
  const own = ['products', 'viewer'].map(
    (field) => `{ ${field} ${everythingOf(field === 'viewer' ? 'Viewer' : 'Product', 1)} }`,
  );
  const whole = names.map((list) => `{ ${list}(first: 100) { nodes ${everythingOf(lists[list], 2)} } }`);
  const texts = await Promise.all([...own, ...whole].map((query) => bodyOf(actor, query)));

  const hidden = places.filter((place) => !visibleTo[actor].includes(place));
  for (const [index, text] of texts.entries()) {
    const query = [...own, ...whole][index]?.slice(0, 30);
    expect(text, query).not.toContain('"errors"');
    const spoken = hidden.filter((place) =>
      [tree[place].globalId, String(tree[place].organisationId), nameOf[place]].some((word) => text.includes(word)),
    );
    expect(spoken, query).toEqual([]);
  }
});

test('a clock is moved for a whole tree, by anybody in it, and for nobody else', async () => {
  const above = await world.partner();
  const [mover, beside] = [await world.partner({ parent: above }), await world.partner({ parent: above })];
  const nows = async () =>
    Promise.all(
      [above, mover, beside, tree.stranger].map(async (one) => (await one.graphql('{ viewer { now } }')).viewer.now),
    );
  const [before] = await nows();

  await mover.advanceTo('2026-12-01T10:00:00Z');

  const moved = '2026-12-01T10:00:00Z';
  expect(await nows()).toEqual([moved, moved, moved, before]);
});
