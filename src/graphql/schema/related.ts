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
  /** The connection type. */
  readonly type: object;
  readonly description: string;
  readonly args?: Args;
  readonly where?: (args: InputShapeFromFields<Args>, ctx: GraphqlContext) => Condition;
  /** How the list is sorted; by id, upwards, by default. */
  readonly orderBy?: (args: InputShapeFromFields<Args>) => readonly Order[];
}

/** A field that shows pages of a relation. They are read by the statement that reads the row to which they belong. */
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
    // As Pothos' own connections have them, but with an order, and cursors that hold its values.
    extensions: {
      pothosPrismaSelect: select,
      pothosPrismaLoaded: isLoaded(relation),
      pageOfRelation: { relation, pageOf } satisfies PagesOfRelation,
    },
    resolve: pageOf,
  };
  return t.field(options as never) as unknown as FieldRef<Types, unknown, 'PrismaObject'>;
}

/** The model to which a relation leads. The type of its nodes has the same name. */
function relatedModel(model: string, relation: string): string {
  const field = getModel(model, builder).fields.find(({ name }) => name === relation);
  if (field === undefined) throw new Error(`${model} has no relation that is called ${relation}`);
  return field.type;
}

/** Plans what is read of the nodes of a page, by a read of the relation that leads to them. */
type Nest = (query: ReadArguments, path: { getType(): string; paths: typeof nodePaths }) => ReadArguments;

/** The rows with what their cursors hold. Where no columns are named, all are read. */
function withColumns(rows: ReadArguments, { select }: Paging): ReadArguments {
  return rows.select ? { ...rows, select: { ...select, ...rows.select } } : rows;
}

/** What is read of a relation: rows, their number, or both. */
function partsOf(relation: string, condition: object | undefined, rows: ReadArguments, selected: ReadonlySet<string>) {
  const { isCounted, isRead } = shownOf(selected);
  return {
    ...(isCounted && { _count: { select: { [relation]: condition ?? true } } }),
    ...(isRead && { [relation]: rows }),
  };
}

/** Whether a row holds all that is shown of a relation. */
function isLoaded(relation: string) {
  return (row: Row, info: GraphQLResolveInfo, ctx: object) => {
    const { isCounted, isRead } = shownOf(selectedFieldNames(ctx, info));
    const count = row['_count'] as Row | undefined;
    return (!isCounted || count?.[relation] !== undefined) && (!isRead || row[relation] !== undefined);
  };
}
