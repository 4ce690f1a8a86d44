/** How a page was asked for. */
interface Extent {
  readonly size: number;
  /** Whether nodes are counted from the end of the list, or from `before` backwards. */
  readonly isBackward: boolean;
  readonly isAfter: boolean;
  readonly isBefore: boolean;
}

/** A node as it was read. */
export type Row = Readonly<Record<string, unknown>>;

type TotalCount = number | (() => number | Promise<number>);

/** A page of a list as Relay shows it. Its cursors are made when they are asked for. */
export class Page {
  readonly nodes: readonly Row[];
  readonly #hasMore: boolean;
  readonly #extent: Extent;
  readonly #cursorOf: (node: Row) => string;
  readonly #totalCount: TotalCount | undefined;

  /** `rows` holds one row more than the page has nodes if there are more in the direction of the page. */
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

  /** By Relay's algorithm: what is left in the range in the direction of the page, and that there is a range otherwise. */
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
