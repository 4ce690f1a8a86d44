import { expect, test } from 'vitest';
import { sendGraphql } from '../support/graphql-door.ts';
import { type List, lists } from '../support/graphql-lists.ts';
import { everythingOf } from '../support/graphql-selections.ts';
import { createThings, type Things } from '../support/graphql-things.ts';
import { createTree, nameOf, type Place, places, visibleTo } from '../support/graphql-tree.ts';
import { createWorld } from '../support/world.ts';

// What each organisation sees of a whole tree. What can be asked for one by one is in isolation-matrix.test.ts.

const world = await createWorld();
world.setRealTime(Temporal.Instant.from('2026-11-21T10:00:00Z'));
const tree = await createTree(world);
const things = {} as Record<Place, Things>;
for (const place of places) things[place] = await createThings(tree[place]);
await tree.vendor.mutate('suspendOrder', { organisation: tree.reseller.globalId, firstOrder: 'ORDER-1' });

const names = Object.keys(lists) as List[];
async function bodyOf(actor: Place, query: string, variables: Record<string, unknown> = {}): Promise<string> {
  return (await sendGraphql(world, tree[actor], query, variables)).text;
}

test.each(places)('a %s sees itself', async (actor) => {
  const { viewer } = await tree[actor].graphql('{ viewer { organisation { id } } }');

  expect(viewer.organisation.id).toBe(tree[actor].globalId);
});

test.each(places)('from a %s, the way down ends at the lowest level', async (actor) => {
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

test.each(places)('nothing that a %s can read mentions an organisation outside its scope', async (actor) => {
  const own = ['products', 'viewer'].map(
    (field) => `{ ${field} ${everythingOf(field === 'viewer' ? 'Viewer' : 'Product', 1)} }`,
  );
  const whole = names.map(
    (list) => `{ ${list}(first: 90) { pageInfo { hasNextPage } nodes ${everythingOf(lists[list], 2)} } }`,
  );
  const texts = await Promise.all([...own, ...whole].map((query) => bodyOf(actor, query)));

  const hidden = places.filter((place) => !visibleTo[actor].includes(place));
  for (const [index, text] of texts.entries()) {
    const query = [...own, ...whole][index]?.slice(0, 30);
    expect(text, query).not.toContain('"errors"');
    expect(text.slice(0, 100), query).not.toContain('"hasNextPage":true');
    const spoken = hidden.filter((place) =>
      [tree[place].globalId, String(tree[place].organisationId), nameOf[place]].some((word) => text.includes(word)),
    );
    expect(spoken, query).toEqual([]);
  }
});

test('any member of a tree can move its clock, for the whole tree and no other', async () => {
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
