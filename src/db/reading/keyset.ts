/** The arguments of a read. Except for `after` and `before`, they are those of Prisma's client. */
export interface ReadArguments {
  readonly where?: Condition;
  readonly orderBy?: Order | readonly Order[];
  /** Only rows after this position in the order. */
  readonly after?: Position;
  /** Only rows before this position in the order. */
  readonly before?: Position;
  readonly take?: number;
  readonly skip?: number;
  readonly select?: Nested;
  readonly include?: Nested;
}

/**
 * A position in a sorted list: one value for each column of the order. It stays valid if its row changes, leaves the
 * list or is removed.
 */
export type Position = readonly (string | number | bigint | Date)[];

export type Condition = Readonly<Record<string, unknown>>;
export type Order = Readonly<Record<string, 'asc' | 'desc'>>;
type Nested = Readonly<Record<string, boolean | ReadArguments>>;

/** Returns the read with an additional condition. */
export function narrowed(args: ReadArguments, condition: Condition): ReadArguments {
  const { AND: conditions = [], ...where } = args.where ?? {};
  return { ...args, where: { ...where, AND: [conditions, condition].flat() } };
}

/** Returns the sort columns, the most significant first. A page without a sort order is sorted by id. */
export function orderOf({ orderBy = [], take }: ReadArguments): [column: string, direction: 'asc' | 'desc'][] {
  const orders = [orderBy].flat().flatMap((order) => Object.entries(order));
  return orders.length === 0 && take !== undefined ? [['id', 'asc']] : orders;
}

/** Whether a read returns the first or the last rows of a list sorted by id. */
export function isEndById(args: ReadArguments): boolean {
  const [[column] = ['id']] = orderOf(args);
  return args.after === undefined && args.before === undefined && !args.skip && column === 'id';
}
