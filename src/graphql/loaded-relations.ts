import { formatPrismaCursor } from '@pothos/plugin-prisma';
import { getLoaderMapping, type Mappings, setRowMappings } from '@pothos/selection-mapper';
import type { GraphQLResolveInfo } from 'graphql';
import type { Attempt } from './query-attempt.ts';
import { type Mapping, Place, type PlannedField } from './query-place.ts';

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

/** A page of a relation, where its row was read with what that takes; `counts` tells whether the count of all is asked for. */
export function loadedPage(
  attempt: Attempt,
  field: PlannedField,
  row: Row,
  relation: string,
  counts: boolean,
): LoadedPage | undefined {
  const rows = row[relation] as readonly Row[] | undefined;
  const totalCount = (row['_count'] as Row | undefined)?.[relation];
  if (rows === undefined || (counts && totalCount === undefined)) return undefined;
  const args = attempt.argumentsOf(field);
  const take = attempt.noted(field, () => takeOf(attempt, field, args));
  return take === undefined ? undefined : new LoadedPage(rows, args, take, totalCount);
}

/** How many rows Pothos asks for with these arguments: fewer than none from the end on. It tells whom it gives a read to nest. */
function takeOf(attempt: Attempt, { definition }: PlannedField, args: object): number | undefined {
  const select = definition.extensions['pothosPrismaSelect'] as Select;
  let take: number | undefined;
  const nest = (query: { readonly take?: number } | undefined) => {
    take = query?.take;
    return {};
  };
  select(args, attempt.execution.contextValue, nest, () => new Set());
  return take;
}

type Nest = (query: { readonly take?: number } | undefined) => object;
type Select = (args: object, context: object, nest: Nest, selected: () => ReadonlySet<string>) => unknown;

/** A page of the rows of a relation, as Pothos makes it, but with no cursor before it is asked for. */
class LoadedPage {
  readonly nodes: readonly Row[];
  readonly totalCount: unknown;
  readonly #isFull: boolean;
  readonly #arguments: Row;

  /** Of one row more than the page is long, which says that there are more. */
  constructor(rows: readonly Row[], args: Row, take: number, totalCount: unknown) {
    this.#isFull = rows.length === Math.abs(take);
    this.#arguments = args;
    this.totalCount = totalCount;
    if (!this.#isFull) this.nodes = rows;
    else this.nodes = take < 0 ? rows.slice(1) : rows.slice(0, -1);
  }

  get edges() {
    return this.nodes.map((node) => ({ cursor: cursorOf(node), node }));
  }

  get pageInfo() {
    const { before = null, after = null, last = null } = this.#arguments;
    const [first, final] = [this.nodes[0], this.nodes.at(-1)];
    const isBackward = before !== null || last !== null;
    return {
      startCursor: first ? cursorOf(first) : null,
      endCursor: final ? cursorOf(final) : null,
      hasPreviousPage: after !== null || (isBackward && this.#isFull),
      hasNextPage: before !== null || (last === null && this.#isFull),
    };
  }
}

function cursorOf(row: Row): string {
  return formatPrismaCursor(row, 'id');
}
