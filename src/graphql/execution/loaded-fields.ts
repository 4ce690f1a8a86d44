import {
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  getNamedType,
  isLeafType,
  isObjectType,
} from 'graphql';
import { columnOf } from './loaded-columns.ts';
import type { PageOfRow, PagesOfRelation } from './paging.ts';

type Field = GraphQLField<unknown, unknown>;
type Resolver = GraphQLFieldResolver<unknown, unknown>;

/** Returns the name of the source property that a field exposes unchanged. */
export function memberOf(field: Field): string | undefined {
  const { pothosExposedField: exposed, pothosResolveWrapped: isWrapped } = field.extensions;
  if (typeof exposed === 'string' && isWrapped === false) return exposed;
  return columnOf(field);
}

/**
 * A relation that a field shows. `pageOf` builds a page of it, and is undefined if the field shows the whole relation.
 */
export interface ShownRelation {
  readonly name: string;
  readonly pageOf: PageOfRow | undefined;
}

/** Returns the relation that a field shows, if it depends only on the row and the arguments. */
export function relationOf({ extensions, type }: Field): ShownRelation | undefined {
  const page = extensions['pageOfRelation'] as PagesOfRelation | undefined;
  const { pothosPrismaRelationField: relation, pothosPrismaSelect: select, pothosPrismaFallback: resolve } = extensions;
  const takesMore = resolve !== undefined || (extensions['pothosArgMappers'] as unknown[] | undefined)?.length;
  if (typeof select !== 'function' || takesMore || !isObjectType(getNamedType(type))) return undefined;
  if (page !== undefined) return { name: page.relation, pageOf: page.pageOf };
  const name = (relation as { readonly name: string } | undefined)?.name;
  return name === undefined ? undefined : { name, pageOf: undefined };
}

/** Returns the resolver of a field that is computed only from columns of its row. */
export function computedOf({ args, extensions, type }: Field): Resolver | undefined {
  const { pothosPrismaSelect: select, pothosPrismaFallback: fallback, pothosErrors, pothosItemErrors } = extensions;
  const shown = getNamedType(type);
  const isPlain = isLeafType(shown) || (isObjectType(shown) && !isOfModel(shown));
  const hasMore = [fallback, pothosErrors, pothosItemErrors].some((more) => more !== undefined);
  if (!select || !isPlain || hasMore || args.length > 0) return undefined;
  return (extensions['pothosOptions'] as { readonly resolve?: Resolver } | undefined)?.resolve;
}

/** Returns the column from which the global id of a row is made. */
export function globalIdOf({ name, extensions }: Field, type: GraphQLObjectType): string | undefined {
  if (name !== 'id' || extensions['pothosResolveWrapped'] !== false || !isOfModel(type)) return undefined;
  const options = type.extensions['pothosOptions'] as { readonly id?: { readonly field?: string } } | undefined;
  return options?.id?.field;
}

/** Whether a field leads from a page to its rows. */
export function isPassage({ name }: Field, type: GraphQLObjectType): boolean {
  return !isOfModel(type) && (name === 'nodes' || name === 'edges' || name === 'node');
}

function isOfModel({ extensions }: GraphQLObjectType): boolean {
  return extensions['pothosPrismaModel'] !== undefined;
}
