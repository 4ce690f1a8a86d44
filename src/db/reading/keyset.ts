import { relatedModel } from './models.ts';

/** What is behind a cursor is not there any more, or was never there for this actor to see. */
export class CursorGoneError extends Error {
  override readonly name = 'CursorGoneError';
}

/** The arguments of a read, of which only these matter here. Sorted lists are sorted by one column, then by id. */
export interface ReadArguments {
  readonly where?: Condition;
  readonly orderBy?: Order | readonly Order[];
  readonly cursor?: { readonly id: number | bigint };
  readonly take?: number;
  readonly skip?: number;
  readonly select?: Nested;
  readonly include?: Nested;
}

export type Condition = Readonly<Record<string, unknown>>;
type Order = Readonly<Record<string, 'asc' | 'desc'>>;
type Nested = Readonly<Record<string, boolean | ReadArguments>>;

/** Finds one row of a model that the actor may see. */
export type FindRow = (model: string, args: ReadArguments) => Promise<Condition | null>;

/**
 * The same read with its cursors as conditions on values, in nested lists too. Prisma would look up the row of a cursor
 * whoever it belongs to, and then skip one row, even where that row has left the list: a page would lack it.
 *
 * @throws {CursorGoneError} when the place of a cursor can't be told any more
 */
export async function withKeysets(args: ReadArguments, model: string, find: FindRow): Promise<ReadArguments> {
  return hasCursor(args) ? withoutCursors(args, model, find) : args;
}

function hasCursor({ cursor, select, include }: ReadArguments): boolean {
  if (cursor !== undefined) return true;
  const nested = Object.values({ ...select, ...include });
  return nested.some((args) => typeof args === 'object' && hasCursor(args));
}

async function withoutCursors(args: ReadArguments, model: string, find: FindRow): Promise<ReadArguments> {
  const { select, include } = args;
  const { cursor, ...read } = {
    ...args,
    ...(select && { select: await nestedWithKeysets(select, model, find) }),
    ...(include && { include: await nestedWithKeysets(include, model, find) }),
  };
  if (cursor === undefined) return read;
  // The row that Prisma would skip is that of the cursor, which is not among these.
  return narrowed({ ...read, skip: 0 }, await beyond(cursor.id, args, model, find));
}

/** The read with one more condition. */
export function narrowed(args: ReadArguments, condition: Condition): ReadArguments {
  const { AND: conditions = [], ...where } = args.where ?? {};
  return { ...args, where: { ...where, AND: [conditions, condition].flat() } };
}

async function nestedWithKeysets(nested: Nested, model: string, find: FindRow): Promise<Nested> {
  const entries = Object.entries(nested).map(async ([name, args]) => {
    const related = relatedModel(model, name);
    const isRead = typeof args === 'object' && related !== undefined;
    return [name, isRead ? await withKeysets(args, related, find) : args] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** By which column a page goes above all, by id unless something else is said, and whether to larger values. */
export function wayOf({ orderBy = [], take = 1 }: ReadArguments): [column: string, isUpwards: boolean] {
  const [first = {}] = [orderBy].flat();
  const [[column, direction] = ['id', 'asc']] = Object.entries(first);
  return [column, (direction === 'asc') === take >= 0];
}

/** Whether these are the first or the last rows of a list that is sorted by id. */
export function isEndById(args: ReadArguments): boolean {
  const [column] = wayOf(args);
  return args.cursor === undefined && !args.skip && column === 'id';
}

/** What holds for the rows behind the cursor, in the direction of the page. */
async function beyond(id: number | bigint, args: ReadArguments, model: string, find: FindRow): Promise<Condition> {
  const [column, isUpwards] = wayOf(args);
  const side = isUpwards ? 'gt' : 'lt';
  if (column === 'id') return { id: { [side]: id } };
  const row = await find(model, { where: { id } as Condition, select: { [column]: true } });
  if (row === null) throw new CursorGoneError();
  const value = row[column];
  return { [column]: { [`${side}e`]: value }, OR: [{ [column]: { [side]: value } }, { id: { [side]: id } }] };
}
