import { formatPrismaCursor } from '@pothos/plugin-prisma';
import { getLoaderMapping, type Mappings, setRowMappings } from '@pothos/selection-mapper';
import type { GraphQLResolveInfo } from 'graphql';
import type { Attempt } from './execution-attempt.ts';
import { type Mapping, Place, type PlannedField } from './response-path.ts';

type Info = GraphQLResolveInfo;
type Row = Readonly<Record<string, unknown>>;

/** How Pothos has read a field together with its row; null or undefined where it has not. */
export function mappingOf(
  attempt: Attempt,
  field: PlannedField,
  row: unknown,
  place: Place,
  scope: Mappings | undefined,
): Mapping | null | undefined {
  const { key, parentType, mappingKey } = field;
  if (scope !== undefined && mappingKey !== undefined) return scope[mappingKey];
  // What a list was read with, its rows were. Nothing is noted of a row itself.
  const holder = typeof place.key === 'number' && place.prev !== undefined ? place.prev : place;
  holder.known ??= new Map();
  let mapping = holder.known.get(field);
  if (mapping === undefined) {
    tellPothos(attempt, place);
    const path = new Place(place, key, parentType.name) as Info['path'];
    mapping = getLoaderMapping(attempt.execution.contextValue, path, parentType.name, row);
    holder.known.set(field, mapping);
  }
  return mapping;
}

/** Tells Pothos what was read below the relations above a place that were answered without it. */
export function tellPothos(attempt: Attempt, place: Place): void {
  for (let above: Place | undefined = place; above !== undefined; above = above.prev) {
    if (above.untold === undefined) continue;
    setRowMappings(attempt.execution.contextValue, { path: above } as unknown as Info, above.untold);
    above.untold = undefined;
  }
}

/** A page of the rows that were read with a row; undefined where it is not sure how Pothos would make one of them. */
export function loadedPage(attempt: Attempt, field: PlannedField, row: Row, relation: string): LoadedPage | undefined {
  const args = attempt.argumentsOf(field);
  const paging = attempt.noted(field, () => pagingOf(attempt, field, relation, args));
  if (paging === undefined) return undefined;
  return new LoadedPage(row[relation] as readonly Row[], args, paging, (row['_count'] as Row | undefined)?.[relation]);
}

/** How Pothos reads a page. */
interface Paging {
  /** How many rows: fewer than none from the end on. */
  readonly take: number;
  /** The column that says where a row stands. */
  readonly cursor: string;
}

/** As Pothos plans it, with nothing selected. */
function pagingOf(attempt: Attempt, field: PlannedField, relation: string, args: object): Paging | undefined {
  const select = field.definition.extensions['pothosPrismaSelect'] as Select;
  let take: number | undefined;
  const nest = (query: { readonly take?: number } | undefined) => {
    take = query?.take;
    return { select: {} };
  };
  const planned = select(args, attempt.execution.contextValue, nest, () => new Set());
  const [cursor, ...others] = Object.keys(planned.select?.[relation]?.select ?? {});
  return take === undefined || cursor === undefined || others.length > 0 ? undefined : { take, cursor };
}

type Nest = (query: { readonly take?: number } | undefined) => object;
type Select = (
  args: object,
  context: object,
  nest: Nest,
  selected: () => ReadonlySet<string>,
) => { readonly select?: Readonly<Record<string, { readonly select?: object } | undefined>> };

/** A page of the rows of a relation, as Pothos makes it, but with no cursor before it is asked for. */
class LoadedPage {
  readonly nodes: readonly Row[];
  readonly #count: unknown;
  readonly #isFull: boolean;
  readonly #arguments: Row;
  readonly #cursor: string;

  /** Of one row more than the page is long, which says that there are more. */
  constructor(rows: readonly Row[], args: Row, { take, cursor }: Paging, count: unknown) {
    this.#isFull = rows.length === Math.abs(take);
    this.#arguments = args;
    this.#count = count;
    this.#cursor = cursor;
    if (!this.#isFull) this.nodes = rows;
    else this.nodes = take < 0 ? rows.slice(1) : rows.slice(0, -1);
  }

  get totalCount() {
    if (this.#count === undefined) throw new Error('Nobody has counted');
    return this.#count;
  }

  get edges() {
    return this.nodes.map((node) => ({ cursor: this.#cursorOf(node), node }));
  }

  get pageInfo() {
    const { before = null, after = null, last = null } = this.#arguments;
    const [first, final] = [this.nodes[0], this.nodes.at(-1)];
    const isBackward = before !== null || last !== null;
    return {
      startCursor: first ? this.#cursorOf(first) : null,
      endCursor: final ? this.#cursorOf(final) : null,
      hasPreviousPage: after !== null || (isBackward && this.#isFull),
      hasNextPage: before !== null || (last === null && this.#isFull),
    };
  }

  #cursorOf(row: Row): string {
    return formatPrismaCursor(row, this.#cursor);
  }
}
