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

/** The member of its source that a field shows as it is. */
export function memberOf(field: Field): string | undefined {
  const { pothosExposedField: exposed, pothosResolveWrapped: isWrapped } = field.extensions;
  if (typeof exposed === 'string' && isWrapped === false) return exposed;
  return columnOf(field);
}

/** A relation of its row that a field shows, and how a page of it is made; undefined where the whole of it is shown. */
export interface ShownRelation {
  readonly name: string;
  readonly pageOf: PageOfRow | undefined;
}

/** The relation that a field shows, if nothing but the row and the arguments goes into it. */
export function relationOf({ extensions, type }: Field): ShownRelation | undefined {
  const page = extensions['pageOfRelation'] as PagesOfRelation | undefined;
  const { pothosPrismaRelationField: relation, pothosPrismaSelect: select, pothosPrismaFallback: resolve } = extensions;
  const takesMore = resolve !== undefined || (extensions['pothosArgMappers'] as unknown[] | undefined)?.length;
  if (typeof select !== 'function' || takesMore || !isObjectType(getNamedType(type))) return undefined;
  if (page !== undefined) return { name: page.relation, pageOf: page.pageOf };
  const name = (relation as { readonly name: string } | undefined)?.name;
  return name === undefined ? undefined : { name, pageOf: undefined };
}

/** What makes a field from columns of its row, and takes nothing else. */
export function computedOf({ args, extensions, type }: Field): Resolver | undefined {
  const { pothosPrismaSelect: select, pothosPrismaFallback: fallback, pothosErrors, pothosItemErrors } = extensions;
  const shown = getNamedType(type);
  const isPlain = isLeafType(shown) || (isObjectType(shown) && !isOfModel(shown));
  const hasMore = [fallback, pothosErrors, pothosItemErrors].some((more) => more !== undefined);
  if (!select || !isPlain || hasMore || args.length > 0) return undefined;
  return (extensions['pothosOptions'] as { readonly resolve?: Resolver } | undefined)?.resolve;
}

/** The member of a row that its id in our API is made from. */
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
