import { selectedFieldNames } from '@pothos/selection-mapper';
import type { GraphQLResolveInfo } from 'graphql';
import { isEndById, type ReadArguments } from '../../db/reading/keyset.ts';
import type { Conditions, Reader } from '../../db/reading/reader.ts';
import type { GraphqlContext } from '../execution/context.ts';
import { sortedBy } from './sorting.ts';

/** What lists are asked with, as far as it matters to all of them. */
interface ListArguments<Filter> {
  readonly filter?: Filter | null | undefined;
  readonly orderBy?: Parameters<typeof sortedBy>[0];
}

type Row<Model extends keyof Conditions> = Awaited<ReturnType<Reader[Model]['findMany']>>[number];

/** What a reader does for lists of any model. */
interface Lists<Model extends keyof Conditions> {
  findMany(args: ReadArguments): Promise<Row<Model>[]>;
  findManyAndCount(args: ReadArguments): Promise<{ readonly rows: Row<Model>[]; readonly count: number }>;
  count(args: ReadArguments): Promise<number>;
}

/** How many rows a list has, where that was found with its page, by the field that is resolved. */
const counts = new WeakMap<GraphQLResolveInfo, number>();

/**
 * How the pages of a list at the root are read, and how many nodes there are on all of them. Where an end of a list of mere
 * rows is asked for together with its count, one statement finds both.
 */
export function listed<Model extends keyof Conditions, Filter>(
  model: Model,
  conditionsOf: (filter: Filter | null | undefined, ctx: GraphqlContext) => Conditions[Model],
) {
  const lists = ({ reader }: GraphqlContext) => reader[model] as unknown as Lists<Model>;
  const where = (filter: Filter | null | undefined, ctx: GraphqlContext) => ({
    where: { ...conditionsOf(filter, ctx) },
  });

  return {
    async resolve(
      query: object,
      _root: unknown,
      { filter, orderBy }: ListArguments<Filter>,
      ctx: GraphqlContext,
      info: GraphQLResolveInfo,
    ): Promise<Row<Model>[]> {
      const page: ReadArguments = { ...query, ...where(filter, ctx), orderBy: sortedBy(orderBy) };
      const isCountedToo = isEndById(page) && isFlat(page) && selectedFieldNames(ctx, info).has('totalCount');
      if (!isCountedToo) return lists(ctx).findMany(page);
      const { rows, count } = await lists(ctx).findManyAndCount(page);
      counts.set(info, count);
      return rows;
    },

    totalCount(_root: unknown, { filter }: ListArguments<Filter>, ctx: GraphqlContext, info: GraphQLResolveInfo) {
      return counts.get(info) ?? lists(ctx).count(where(filter, ctx));
    },
  };
}

/** Whether no relation is read with the rows: to plan that anew each time takes longer than what it would save. */
function isFlat({ select, include }: ReadArguments): boolean {
  return Object.values({ ...select, ...include }).every((selected) => typeof selected === 'boolean');
}
