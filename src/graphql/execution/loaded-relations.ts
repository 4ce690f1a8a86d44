import { getLoaderMapping, type Mappings, setRowMappings } from '@pothos/selection-mapper';
import type { GraphQLResolveInfo } from 'graphql';
import type { ExecutionAttempt } from './execution-attempt.ts';
import { type Mapping, type PlannedField, ResponsePath } from './response-path.ts';

type Info = GraphQLResolveInfo;

/** Returns how Pothos loaded a field together with its row. Null or undefined means that it did not. */
export function mappingOf(
  attempt: ExecutionAttempt,
  field: PlannedField,
  row: unknown,
  place: ResponsePath,
  scope: Mappings | undefined,
): Mapping | null | undefined {
  const { key, parentType, mappingKey } = field;
  if (scope !== undefined && mappingKey !== undefined) return scope[mappingKey];
  // The rows of a list share the mapping of the list. Pothos caches no mapping for a single row.
  const holder = typeof place.key === 'number' && place.prev !== undefined ? place.prev : place;
  holder.known ??= new Map();
  let mapping = holder.known.get(field);
  if (mapping === undefined) {
    passMappings(attempt, place);
    const path = new ResponsePath(place, key, parentType.name) as Info['path'];
    mapping = getLoaderMapping(attempt.execution.contextValue, path, parentType.name, row);
    holder.known.set(field, mapping);
  }
  return mapping;
}

/** Passes Pothos the mappings below relations that the plan resolved itself, for all ancestors of a path. */
export function passMappings(attempt: ExecutionAttempt, place: ResponsePath): void {
  for (let above: ResponsePath | undefined = place; above !== undefined; above = above.prev) {
    if (above.pending === undefined) continue;
    setRowMappings(attempt.execution.contextValue, { path: above } as unknown as Info, above.pending);
    above.pending = undefined;
  }
}
