import { queryFromInfo } from '@pothos/plugin-prisma';
import { getLoaderMapping, type Mappings, setRowMappings } from '@pothos/selection-mapper';
import { type FieldNode, type GraphQLResolveInfo, getNamedType, Kind, type SelectionSetNode } from 'graphql';
import type { GraphqlContext } from './context.ts';
import { documentMemory } from './document-memory.ts';

type Info = GraphQLResolveInfo;

/** The query for rows, and the mappings by which Pothos resolves their fields. */
interface RowSelection {
  readonly query: object;
  readonly mappings: Mappings;
}

/** The selections by field node. A selection of undefined has to be planned for every request. */
const remembered = documentMemory<FieldNode, { readonly selection: RowSelection | undefined }>(
  ({ selection }) => 1 + lengthOf(selection?.query) + entriesIn(selection?.mappings),
);

/**
 * Returns the Prisma selection for the row of a field, as Pothos plans it. A plan that depends on neither the context
 * nor a variable is the same for every request, so it is computed once and frozen.
 */
export function rowSelection(ctx: GraphqlContext, info: Info): object {
  const [node, ...others] = info.fieldNodes as readonly [FieldNode, ...FieldNode[]];
  // Another operation of the document may select the same field with only one of these nodes.
  const selection = others.length > 0 ? undefined : rememberedOf(node, ctx, info);
  if (selection === undefined) return queryFromInfo({ context: ctx, info });
  setRowMappings(ctx, info, selection.mappings);
  return selection.query;
}

function rememberedOf(node: FieldNode, ctx: GraphqlContext, info: Info): RowSelection | undefined {
  const known = remembered.get(node);
  if (known !== undefined) return known.selection;
  const selection = sameForAll(ctx, info);
  remembered.set(node, { selection });
  return selection;
}

/** Returns the selection if it depends only on the document. */
function sameForAll(ctx: GraphqlContext, info: Info): RowSelection | undefined {
  let isLookedAt = false;
  const look = () => {
    isLookedAt = true;
  };
  const context = watched(ctx, look);
  const query = queryFromInfo({ context, info: { ...info, variableValues: watched(info.variableValues, look) } });
  if (isLookedAt) return undefined;
  const { name: typename } = getNamedType(info.returnType);
  const mappings: Record<string, Mappings[string]> = {};
  for (const key of keysIn(info.fieldNodes[0]?.selectionSet, info)) {
    const mapping = getLoaderMapping(context, { prev: info.path, key, typename }, typename, undefined);
    if (mapping !== null) mappings[`${typename}@${key}`] = mapping;
  }
  return { query: frozen(query), mappings };
}

/**
 * Returns a proxy that reports every access. Pothos uses symbols only to look up its own caches, so they do not count.
 */
function watched<Watched extends object>(target: Watched, look: () => void): Watched {
  return new Proxy(target, {
    get(...asked) {
      if (typeof asked[1] === 'string') look();
      return Reflect.get(...asked);
    },
    has(...asked) {
      look();
      return Reflect.has(...asked);
    },
    ownKeys(asked) {
      look();
      return Reflect.ownKeys(asked);
    },
    getOwnPropertyDescriptor(...asked) {
      look();
      return Reflect.getOwnPropertyDescriptor(...asked);
    },
  });
}

/** Returns the response names of the fields of a row, including those in fragments. */
function keysIn(set: SelectionSetNode | undefined, info: Info, expanded = new Set<string>()): string[] {
  return (set?.selections ?? []).flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [(selection.alias ?? selection.name).value];
    if (selection.kind === Kind.INLINE_FRAGMENT) return keysIn(selection.selectionSet, info, expanded);
    const name = selection.name.value;
    if (expanded.has(name)) return [];
    expanded.add(name);
    return keysIn(info.fragments[name]?.selectionSet, info, expanded);
  });
}

function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  for (const member of Object.values(value)) frozen(member);
  return Object.freeze(value);
}

/** Returns the number of mapped fields at all levels. A relation with several aliases is read once. */
function entriesIn(mappings: Mappings = {}): number {
  return Object.values(mappings).reduce((sum, { nested }) => sum + 1 + entriesIn(nested), 0);
}

/** Returns the number of selected columns and relations at all levels. */
function lengthOf(query: unknown): number {
  if (typeof query !== 'object' || query === null) return 0;
  const members = Object.values(query);
  return members.reduce((length: number, member) => length + lengthOf(member), members.length);
}
