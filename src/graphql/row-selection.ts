import { queryFromInfo } from '@pothos/plugin-prisma';
import { getLoaderMapping, type Mappings, setRowMappings } from '@pothos/selection-mapper';
import { type FieldNode, type GraphQLResolveInfo, getNamedType, isObjectType, Kind, type SelectionNode } from 'graphql';
import type { GraphqlContext } from './context.ts';
import { globalIdOf, isOfColumns, memberOf } from './loaded-fields.ts';

/** What is read of rows, and what Pothos goes by when it shows them. */
interface RowSelection {
  readonly query: object;
  readonly mappings: Mappings;
}

/** By the field as documents ask for it, those that are read in the same way whoever asks, with whatever variables. */
const remembered = new WeakMap<FieldNode, RowSelection>();

/**
 * What is read of the row that a field of the root shows, as Pothos plans it. Where only columns are shown, that is planned
 * once for all requests with the same document, and answered frozen.
 */
export function rowSelection(ctx: GraphqlContext, info: GraphQLResolveInfo): object {
  const [node, ...others] = info.fieldNodes as readonly [FieldNode, ...FieldNode[]];
  const isWhole = others.length === 0;
  const known = isWhole ? remembered.get(node) : undefined;
  if (known !== undefined) {
    setRowMappings(ctx, info, known.mappings);
    return known.query;
  }
  const query = queryFromInfo({ context: ctx, info });
  const selections = node.selectionSet?.selections ?? [];
  if (isWhole && selections.every((one) => isOfColumnsOnly(one, info))) {
    remembered.set(node, { query: frozen(query), mappings: mappingsOf(selections as readonly FieldNode[], ctx, info) });
  }
  return query;
}

/** Whether a selection takes columns of the row only, and those whatever the variables are. */
function isOfColumnsOnly(selection: SelectionNode, { returnType }: GraphQLResolveInfo): boolean {
  const type = getNamedType(returnType);
  if (!isObjectType(type) || selection.kind !== Kind.FIELD || selection.directives?.length) return false;
  if (selection.name.value === '__typename') return true;
  const field = type.getFields()[selection.name.value];
  if (field === undefined) return false;
  return memberOf(field) !== undefined || globalIdOf(field, type) !== undefined || isOfColumns(field);
}

/** What Pothos has noted of the fields of a row. */
function mappingsOf(
  nodes: readonly FieldNode[],
  ctx: GraphqlContext,
  { path, returnType }: GraphQLResolveInfo,
): Mappings {
  const { name: typename } = getNamedType(returnType);
  const entries = nodes.flatMap(({ alias, name }) => {
    const key = (alias ?? name).value;
    const mapping = getLoaderMapping(ctx, { prev: path, key, typename }, typename, undefined);
    return mapping === null ? [] : [[`${typename}@${key}`, mapping] as const];
  });
  return Object.fromEntries(entries);
}

function frozen(query: { readonly select?: object | undefined }): object {
  if (query.select !== undefined) Object.freeze(query.select);
  return Object.freeze(query);
}
