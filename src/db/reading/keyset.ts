/** The arguments of a read, in the words of Prisma's client except for `after` and `before`. */
export interface ReadArguments {
  readonly where?: Condition;
  readonly orderBy?: Order | readonly Order[];
  /** Only rows behind this position in the order. */
  readonly after?: Position;
  /** Only rows ahead of this position in the order. */
  readonly before?: Position;
  readonly take?: number;
  readonly skip?: number;
  readonly select?: Nested;
  readonly include?: Nested;
}

/**
 * A position in a sorted list: one value for each column of the order. It stays where it is when the row that it was taken
 * from changes, leaves the list or is removed.
 */
export type Position = readonly (string | number | bigint | Date)[];

export type Condition = Readonly<Record<string, unknown>>;
export type Order = Readonly<Record<string, 'asc' | 'desc'>>;
type Nested = Readonly<Record<string, boolean | ReadArguments>>;

/** The read with one more condition. */
export function narrowed(args: ReadArguments, condition: Condition): ReadArguments {
  const { AND: conditions = [], ...where } = args.where ?? {};
  return { ...args, where: { ...where, AND: [conditions, condition].flat() } };
}

/** The columns by which rows are sorted, the most significant one first. Pages that name none are sorted by id. */
export function orderOf({ orderBy = [], take }: ReadArguments): [column: string, direction: 'asc' | 'desc'][] {
  const orders = [orderBy].flat().flatMap((order) => Object.entries(order));
  return orders.length === 0 && take !== undefined ? [['id', 'asc']] : orders;
}

/** Whether these are the first or the last rows of a list that is sorted by id. */
export function isEndById(args: ReadArguments): boolean {
  const [[column] = ['id']] = orderOf(args);
  return args.after === undefined && args.before === undefined && !args.skip && column === 'id';
}
