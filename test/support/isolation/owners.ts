import type { World } from '../world.ts';

/** Types that are visible to everyone and belong to no organisation. */
const commonTypes = ['Product'];

/** A node in a response. */
interface Found {
  readonly __typename: string;
  readonly id: string;
}

/** Returns all nodes in a response, at any depth. */
function nodesIn(answer: unknown): Found[] {
  if (typeof answer !== 'object' || answer === null) return [];
  const own = '__typename' in answer && 'id' in answer ? [answer as Found] : [];
  return [...own, ...Object.values(answer).flatMap(nodesIn)];
}

/** Returns all pages with a total count in a response. */
export function pagesIn(answer: unknown): { totalCount: number; nodes: unknown[] }[] {
  if (typeof answer !== 'object' || answer === null) return [];
  const own = 'totalCount' in answer && 'nodes' in answer ? [answer as { totalCount: number; nodes: unknown[] }] : [];
  return [...own, ...Object.values(answer).flatMap(pagesIn)];
}

/** Returns the organisations that own the nodes of a response, according to the tables. */
export async function ownersOf(world: World, answer: unknown): Promise<Set<number>> {
  const idsByType = new Map<string, Set<string>>();
  for (const { __typename, id } of nodesIn(answer)) {
    const [, number = ''] = Buffer.from(id, 'base64').toString('utf8').split(':');
    idsByType.set(__typename, (idsByType.get(__typename) ?? new Set()).add(number));
  }
  const owners = new Set<number>();
  for (const [type, ids] of idsByType) {
    if (commonTypes.includes(type)) continue;
    const owner = type === 'Organisation' ? 'id' : 'organisationId';
    const rows = await world.rows<{ owner: number }>(
      `SELECT DISTINCT "${owner}" AS owner FROM "${type}" WHERE "id" = ANY($1::bigint[])`,
      [[...ids]],
    );
    for (const row of rows) owners.add(row.owner);
  }
  return owners;
}

/** Returns the number of rows of a type in these organisations. */
export async function countOf(world: World, type: string, organisationIds: readonly number[]): Promise<number> {
  const owner = type === 'Organisation' ? 'id' : 'organisationId';
  const [row] = await world.rows<{ count: number }>(
    `SELECT count(*)::int AS count FROM "${type}" WHERE "${owner}" = ANY($1)`,
    [organisationIds],
  );
  return row?.count ?? 0;
}
