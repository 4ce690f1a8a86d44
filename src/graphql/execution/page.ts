/** The size and direction of a page, and which cursors were given. */
interface Extent {
  readonly size: number;
  /** Whether nodes are counted from the end of the list, or from `before` backwards. */
  readonly isBackward: boolean;
  readonly isAfter: boolean;
  readonly isBefore: boolean;
}

export type Row = Readonly<Record<string, unknown>>;

type TotalCount = number | (() => number | Promise<number>);

/** A page of a Relay connection. Cursors are encoded only when they are read. */
export class Page {
  readonly nodes: readonly Row[];
  readonly #hasMore: boolean;
  readonly #extent: Extent;
  readonly #cursorOf: (node: Row) => string;
  readonly #totalCount: TotalCount | undefined;

  /** `rows` holds one row more than the page size if there is another page in its direction. */
  constructor(rows: readonly Row[], extent: Extent, cursorOf: (node: Row) => string, totalCount?: TotalCount) {
    const { size, isBackward } = extent;
    this.#hasMore = rows.length > size;
    this.nodes = isBackward ? rows.slice(-size) : rows.slice(0, size);
    this.#extent = extent;
    this.#cursorOf = cursorOf;
    this.#totalCount = totalCount;
  }

  get totalCount(): TotalCount {
    if (this.#totalCount === undefined) throw new Error('The total count of this page was not read');
    return this.#totalCount;
  }

  get edges(): Edge[] {
    return this.nodes.map((node) => new Edge(node, this.#cursorOf));
  }

  /**
   * Follows the algorithm of Relay: in the direction of the page, whether rows remain; in the other direction, whether
   * a cursor was given.
   */
  get pageInfo() {
    const { isBackward, isAfter, isBefore } = this.#extent;
    const cursorOf = (node: Row | undefined) => (node === undefined ? null : this.#cursorOf(node));
    const { nodes } = this;
    return {
      get startCursor() {
        return cursorOf(nodes[0]);
      },
      get endCursor() {
        return cursorOf(nodes.at(-1));
      },
      hasPreviousPage: isBackward ? this.#hasMore : isAfter,
      hasNextPage: isBackward ? isBefore : this.#hasMore,
    };
  }
}

class Edge {
  readonly node: Row;
  readonly #cursorOf: (node: Row) => string;

  constructor(node: Row, cursorOf: (node: Row) => string) {
    this.node = node;
    this.#cursorOf = cursorOf;
  }

  get cursor(): string {
    return this.#cursorOf(this.node);
  }
}
