import type { FieldRef, InputFieldMap, InputShapeFromFields } from '@pothos/core';
import { getModel, type PrismaModelTypes } from '@pothos/plugin-prisma';
import { selectedFieldNames } from '@pothos/selection-mapper';
import type { GraphQLResolveInfo } from 'graphql';
import type { Condition, Order, ReadArguments } from '../../db/reading/keyset.ts';
import type { GraphqlContext } from '../execution/context.ts';
import type { Row } from '../execution/page.ts';
import { nodePaths, type PageOfRow, type PagesOfRelation, Paging, shownOf } from '../execution/paging.ts';
import { builder } from './builder.ts';

type Types = typeof builder.$inferSchemaTypes;

interface RelatedListOptions<Args extends InputFieldMap> {
  readonly type: object;
  readonly description: string;
  readonly args?: Args;
  readonly where?: (args: InputShapeFromFields<Args>, ctx: GraphqlContext) => Condition;
  /** The sort order. The default is by id, ascending. */
  readonly orderBy?: (args: InputShapeFromFields<Args>) => readonly Order[];
}

/** Returns a field with pages of a relation. The statement that reads the parent row also reads the pages. */
export function relatedList<
  Model extends PrismaModelTypes,
  Shape extends object,
  Args extends InputFieldMap = Record<never, never>,
>(
  t: PothosSchemaTypes.PrismaObjectFieldBuilder<Types, Model, Shape>,
  relation: Model['ListRelations'] & string,
  { type, description, args, where, orderBy }: RelatedListOptions<Args>,
): FieldRef<Types, unknown, 'PrismaObject'> {
  const node = relatedModel(t.model, relation);
  const list = `${t.typename}.${relation}`;
  const byId = new Paging(list, node, [{ id: 'asc' }]);
  const pagingOf = (asked: object) => (orderBy ? new Paging(list, node, orderBy(asked as never)) : byId);
  const pageOf: PageOfRow = (row, asked, ctx) => {
    const count = row['_count'] as Readonly<Record<string, number>> | undefined;
    return pagingOf(asked).pageOf((row[relation] ?? []) as Row[], asked, ctx, count?.[relation]);
  };
  const select = (asked: object, ctx: GraphqlContext, nest: Nest, selected: () => ReadonlySet<string>) => {
    const condition = where && { where: where(asked as never, ctx) };
    const paging = pagingOf(asked);
    const rows = nest({ ...condition, ...paging.queryOf(asked, ctx) }, { getType: () => node, paths: nodePaths });
    return { select: partsOf(relation, condition, withColumns(rows, paging), selected()) };
  };
  const options = {
    type,
    description,
    args: { ...args, ...t.arg.connectionArgs() },
    // Like the connections of Pothos, but with a sort order and with cursors that hold its values.
    extensions: {
      pothosPrismaSelect: select,
      pothosPrismaLoaded: isLoaded(relation),
      pageOfRelation: { relation, pageOf } satisfies PagesOfRelation,
    },
    resolve: pageOf,
  };
  return t.field(options as never) as unknown as FieldRef<Types, unknown, 'PrismaObject'>;
}

/** Returns the model of a relation. Its node type has the same name. */
function relatedModel(model: string, relation: string): string {
  const field = getModel(model, builder).fields.find(({ name }) => name === relation);
  if (field === undefined) throw new Error(`${model} has no relation ${relation}`);
  return field.type;
}

/** Plans the selection for the nodes of a page. */
type Nest = (query: ReadArguments, path: { getType(): string; paths: typeof nodePaths }) => ReadArguments;

/** Returns the query with the columns of the cursor. Without a selection, all columns are read. */
function withColumns(rows: ReadArguments, { select }: Paging): ReadArguments {
  return rows.select ? { ...rows, select: { ...select, ...rows.select } } : rows;
}

/** Returns the selection of a relation: its rows, their count, or both. */
function partsOf(relation: string, condition: object | undefined, rows: ReadArguments, selected: ReadonlySet<string>) {
  const { isCounted, isRead } = shownOf(selected);
  return {
    ...(isCounted && { _count: { select: { [relation]: condition ?? true } } }),
    ...(isRead && { [relation]: rows }),
  };
}

/** Whether a row contains everything that is selected of a relation. */
function isLoaded(relation: string) {
  return (row: Row, info: GraphQLResolveInfo, ctx: object) => {
    const { isCounted, isRead } = shownOf(selectedFieldNames(ctx, info));
    const count = row['_count'] as Row | undefined;
    return (!isCounted || count?.[relation] !== undefined) && (!isRead || row[relation] !== undefined);
  };
}
