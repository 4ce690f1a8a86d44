import type { Order, Position, ReadArguments } from '../../db/reading/keyset.ts';
import { Positions } from '../../db/reading/position.ts';
import { BadUserInputError } from './bad-user-input.ts';
import type { GraphqlContext } from './context.ts';
import { cursorOf, cursorPrefix, isEarlierCursor, positionTextIn } from './cursor.ts';
import { defaultPage, largestPage } from './limits.ts';
import { Page, type Row } from './page.ts';

/** The paging arguments of a Relay connection. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly before?: string | null | undefined;
}

/** The paths from a page to its nodes. */
export const nodePaths = [[{ name: 'nodes' }], [{ name: 'edges' }, { name: 'node' }]];

/** Returns what a selection needs of a page: its rows, its total count, or both. */
export function shownOf(selected: ReadonlySet<string>): { isRead: boolean; isCounted: boolean } {
  const others = [...selected].filter((name) => name !== 'totalCount' && name !== '__typename');
  return { isRead: others.length > 0, isCounted: selected.has('totalCount') };
}

/** Builds a page from a row that was loaded together with the rows of the page. */
export type PageOfRow = (row: Row, args: PageArguments, ctx: GraphqlContext) => Page;

/** The field extension `pageOfRelation`, which marks fields that show pages of a relation. */
export interface PagesOfRelation {
  readonly relation: string;
  readonly pageOf: PageOfRow;
}

/**
 * The pages of one list in one order. Cursors are valid for that list, that order and the organisation of the request.
 */
export class Paging {
  /** The columns that a cursor needs. */
  readonly select: Readonly<Record<string, true>>;
  readonly #order: readonly Order[];
  readonly #positions: Positions;
  readonly #scope: string;

  /**
   * `list` is the unique name of the list in the schema, such as `Customer.orders`. `model` is the model of its rows.
   */
  constructor(list: string, model: string, order: readonly Order[]) {
    this.#order = order;
    this.#positions = new Positions(model, order);
    this.#scope = `${list} ${JSON.stringify(order)}`;
    this.select = Object.fromEntries(this.#positions.columns.map((column) => [column, true]));
  }

  /**
   * Returns the query for the rows of a page. It reads one row more than the page size, to find out whether there are
   * more.
   *
   * @throws {BadUserInputError} if an argument is out of range or a cursor is not valid here
   */
  queryOf(args: PageArguments, ctx: GraphqlContext): ReadArguments {
    const { size, isBackward } = extentOf(args);
    const [after, before] = [this.#positionIn('after', args.after, ctx), this.#positionIn('before', args.before, ctx)];
    return {
      orderBy: this.#order,
      take: isBackward ? -size - 1 : size + 1,
      ...(after && { after }),
      ...(before && { before }),
    };
  }

  /** Returns the page for the rows of `queryOf`. `totalCount` is undefined if the selection does not need it. */
  pageOf(rows: readonly Row[], args: PageArguments, ctx: GraphqlContext, totalCount?: Page['totalCount']): Page {
    let prefix: string | undefined;
    const cursorOfRow = (row: Row) => {
      prefix ??= this.#prefixFor(ctx);
      return cursorOf(prefix, this.#positions.textOf(row));
    };
    const { size, isBackward } = extentOf(args);
    const [isAfter, isBefore] = [isPresent(args.after), isPresent(args.before)];
    return new Page(rows, { size, isBackward, isAfter, isBefore }, cursorOfRow, totalCount);
  }

  #positionIn(name: string, cursor: string | null | undefined, ctx: GraphqlContext): Position | undefined {
    if (!isPresent(cursor)) return undefined;
    const text = positionTextIn(this.#prefixFor(ctx), cursor);
    const position = text === undefined ? undefined : this.#positions.fromText(text);
    if (position !== undefined) return position;
    throw new BadUserInputError(`${name}: ${isEarlierCursor(cursor) ? earlierCursor : invalidCursor}`);
  }

  #prefixFor({ useCase: { actor } }: GraphqlContext): string {
    return cursorPrefix(`${actor.organisationId} ${this.#scope}`);
  }
}

const invalidCursor =
  'this cursor is not valid here. A cursor is valid for the list, the `orderBy` and the organisation of the answer that it comes from. Ask with the same `orderBy`, or without a cursor to start again.';

const earlierCursor =
  'this cursor was issued by an earlier version of this service and is no longer valid. Ask without a cursor to start again.';

/** Returns the page size and the direction of a page. */
function extentOf({ first, last, after, before }: PageArguments): { size: number; isBackward: boolean } {
  checkSize('first', first);
  checkSize('last', last);
  if (isPresent(first) && isPresent(last)) {
    throw new BadUserInputError('first, last: expected one of them, found both. Leave one out.');
  }
  const isBackward = isPresent(last) || (!isPresent(first) && isPresent(before) && !isPresent(after));
  return { size: first ?? last ?? defaultPage, isBackward };
}

function checkSize(name: string, size: number | null | undefined): void {
  if (isPresent(size) && (size < 1 || size > largestPage)) {
    throw new BadUserInputError(`${name}: expected a whole number from 1 to ${largestPage}, found ${size}.`);
  }
}

function isPresent<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined;
}
