import { queryFromInfo } from '@pothos/plugin-prisma';
import { selectedFieldNames } from '@pothos/selection-mapper';
import type { GraphQLResolveInfo } from 'graphql';
import { isEndById, type Order, type ReadArguments } from '../../db/reading/keyset.ts';
import type { Conditions } from '../../db/reading/reader.ts';
import type { GraphqlContext } from '../execution/context.ts';
import type { Page, Row } from '../execution/page.ts';
import { nodePaths, type PageArguments, Paging, shownOf } from '../execution/paging.ts';
import { sortedBy } from './sorting.ts';

/** The arguments of a root list. */
interface ListArguments<Filter> extends PageArguments {
  readonly filter?: Filter | null | undefined;
  readonly orderBy?: Parameters<typeof sortedBy>[0];
}

/** The read operations that all models share. */
interface Rows {
  findMany(args: ReadArguments): Promise<Row[]>;
  findManyAndCount(args: ReadArguments): Promise<{ readonly rows: Row[]; readonly count: number }>;
  count(args: ReadArguments): Promise<number>;
}

/** Returns the resolver of a root list with a filter and an order. */
export function listed<Model extends keyof Conditions, Filter>(
  model: Model,
  conditionsOf: (filter: Filter | null | undefined, ctx: GraphqlContext) => Conditions[Model],
) {
  return {
    resolve: (_root: unknown, args: ListArguments<Filter>, ctx: GraphqlContext, info: GraphQLResolveInfo) =>
      readPage(model, { where: conditionsOf(args.filter, ctx), orderBy: sortedBy(args.orderBy) }, args, ctx, info),
  };
}

/**
 * Reads one page of a list and the total count, as far as they are selected. If the first or last rows by id are read
 * together with the count, one statement finds both.
 */
export async function readPage<Model extends keyof Conditions>(
  model: Model,
  { where, orderBy }: { readonly where: Conditions[Model]; readonly orderBy: readonly Order[] },
  args: PageArguments,
  ctx: GraphqlContext,
  info: GraphQLResolveInfo,
): Promise<Page> {
  const paging = new Paging(`${info.parentType.name}.${info.fieldName}`, modelNameOf(model), orderBy);
  const query = paging.queryOf(args, ctx);
  const rows = ctx.reader[model] as unknown as Rows;
  const { isRead, isCounted } = shownOf(selectedFieldNames(ctx, info));
  const count = () => rows.count({ where: { ...where } });
  if (!isRead) return paging.pageOf([], args, ctx, count);
  const page: ReadArguments = { ...selectionOf(model, paging, ctx, info), ...query, where: { ...where } };
  if (!isCounted || !isEndById(page) || !isFlat(page)) {
    return paging.pageOf(await rows.findMany(page), args, ctx, count);
  }
  const found = await rows.findManyAndCount(page);
  return paging.pageOf(found.rows, args, ctx, found.count);
}

/** Returns the selection for a row: the selected fields and the columns of its cursor. */
function selectionOf(
  model: string,
  { select }: Paging,
  context: GraphqlContext,
  info: GraphQLResolveInfo,
): ReadArguments {
  return queryFromInfo({ context, info, typeName: modelNameOf(model), select, paths: nodePaths });
}

/** Returns the name of a model, which is also that of its node type. */
function modelNameOf(model: string): string {
  return `${model.charAt(0).toUpperCase()}${model.slice(1)}`;
}

/** Whether no relation is read. For relations, planning each request would take longer than it saves. */
function isFlat({ select, include }: ReadArguments): boolean {
  return Object.values({ ...select, ...include }).every((selected) => typeof selected === 'boolean');
}
