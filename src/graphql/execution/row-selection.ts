import { queryFromInfo } from '@pothos/plugin-prisma';
import { getLoaderMapping, type Mappings, setRowMappings } from '@pothos/selection-mapper';
import { type FieldNode, type GraphQLResolveInfo, getNamedType, Kind, type SelectionSetNode } from 'graphql';
import type { GraphqlContext } from './context.ts';
import { documentMemory } from './document-memory.ts';

type Info = GraphQLResolveInfo;

/** What is read of rows, and what Pothos goes by when it shows them. */
interface RowSelection {
  readonly query: object;
  readonly mappings: Mappings;
}

/** By the field as a document asks for it: what is read for it, or that this has to be planned each time. */
const remembered = documentMemory<FieldNode, { readonly selection: RowSelection | undefined }>(
  ({ selection }) => 1 + lengthOf(selection?.query) + entriesIn(selection?.mappings),
);

/**
 * What is read of the row that a field shows, as Pothos plans it. What it plans without looking at who asks and when, or
 * at a variable, is the same for whoever sends the document: that is planned once, and frozen.
 */
export function rowSelection(ctx: GraphqlContext, info: Info): object {
  const [node, ...others] = info.fieldNodes as readonly [FieldNode, ...FieldNode[]];
  // Another operation of the document may ask for the same field by one of these alone.
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

/** The selection, if it goes by nothing but the document. */
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

/** The same object, which tells when something is looked for in it. By a symbol, Pothos asks where its own notes are. */
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

/** The names under which fields of a row are answered, those of fragments too. */
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

/** How many fields are mapped, also below each other: one relation that is asked for in many ways is read once. */
function entriesIn(mappings: Mappings = {}): number {
  return Object.values(mappings).reduce((sum, { nested }) => sum + 1 + entriesIn(nested), 0);
}

/** How much is selected, all in all. */
function lengthOf(query: unknown): number {
  if (typeof query !== 'object' || query === null) return 0;
  const members = Object.values(query);
  return members.reduce((length: number, member) => length + lengthOf(member), members.length);
}
