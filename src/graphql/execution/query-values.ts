import {
  defaultTypeResolver,
  type GraphQLAbstractType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { ExecutionAttempt } from './execution-attempt.ts';
import type { Complete, Members, Selection } from './query-parts.ts';
import { isPromise, type PlannedField, ResponsePath } from './response-path.ts';

/** A value that graphql-js would report as an error with its path. Here it only ends the attempt. */
class Irregular extends Error {
  override readonly name = 'Irregular';
}

/** Returns how values of a field are completed. Valid values are completed exactly as graphql-js does. */
export function completion(type: GraphQLOutputType, field: PlannedField, selection: Selection): Complete {
  if (isNonNullType(type)) return ofSome(completion(type.ofType, field, selection));
  if (isListType(type)) return orNull(completeList(type.ofType, field, selection));
  if (isLeafType(type)) return orNull(completeLeaf(type));
  if (isAbstractType(type)) return orNull(completeAbstract(type, field, selection));
  return orNull(completeObject(type, field, selection));
}

/** Returns the members of an object, in the order of the document. */
export function membersOf(
  attempt: ExecutionAttempt,
  selected: ReturnType<Selection['membersOf']>,
  source: unknown,
  place: ResponsePath | undefined,
  scope: Parameters<Complete>[3],
): Members {
  const members: Members = {};
  for (let index = 0; index < selected.length; index++) {
    const { key, answer } = selected[index] as (typeof selected)[number];
    members[key] = answer(attempt, source, members, place, scope);
  }
  return members;
}

function orNull(complete: Complete): Complete {
  return (attempt, value, place, scope) =>
    value === null || value === undefined ? null : complete(attempt, value, place, scope);
}

function ofSome(complete: Complete): Complete {
  return (attempt, value, place, scope) => {
    const completed = complete(attempt, value, place, scope);
    if (completed === null) throw new Irregular('A non-null value is null');
    return completed;
  };
}

function completeLeaf(type: GraphQLLeafType): Complete {
  return (_attempt, value) => {
    if (value instanceof Error) throw value;
    const shown = type.serialize(value);
    if (shown === null || shown === undefined) throw new Irregular(`The value has no form as ${type.name}`);
    return shown;
  };
}

function completeList(itemType: GraphQLOutputType, field: PlannedField, selection: Selection): Complete {
  const complete = completion(itemType, field, selection);
  const isOfLeaves = isLeafType(isNonNullType(itemType) ? itemType.ofType : itemType);
  return (attempt, value, place, scope) => {
    const items = itemsOf(value);
    const list = new Array<unknown>(items.length);
    for (let index = 0; index < items.length; index++) {
      const item = items[index];
      const itemPlace = isOfLeaves ? place : new ResponsePath(place, index, undefined);
      if (isPromise(item)) {
        const put = (found: unknown) => {
          list[index] = complete(attempt, found, itemPlace, scope);
        };
        attempt.whenResolved(item, put, raise);
      } else list[index] = complete(attempt, item, itemPlace, scope);
    }
    return list;
  };
}

function raise(error: unknown): never {
  throw error;
}

function itemsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (value instanceof Error) throw value;
  const isIterable = typeof value === 'object' && value !== null && Symbol.iterator in value;
  if (!isIterable) throw new Irregular('The value is not a list');
  return [...(value as Iterable<unknown>)];
}

function completeObject(type: GraphQLObjectType, field: PlannedField, selection: Selection): Complete {
  let selected: ReturnType<Selection['membersOf']> | undefined;
  return (attempt, value, place, scope) => {
    if (value instanceof Error) throw value;
    if (type.isTypeOf && !isOfType(type, attempt, value, field, place))
      throw new Irregular(`The value is not a ${type.name}`);
    selected ??= selection.membersOf(type);
    return membersOf(attempt, selected, value, place, scope);
  };
}

function isOfType(
  type: GraphQLObjectType,
  attempt: ExecutionAttempt,
  value: unknown,
  field: PlannedField,
  place: ResponsePath,
): boolean {
  return type.isTypeOf?.(value, attempt.execution.contextValue, attempt.infoOf(field, placeOfField(place))) === true;
}

function completeAbstract(type: GraphQLAbstractType, field: PlannedField, selection: Selection): Complete {
  const resolveType = type.resolveType ?? defaultTypeResolver;
  const known = new Map<string, Complete>();
  return (attempt, value, place, scope) => {
    if (value instanceof Error) throw value;
    const { contextValue, schema } = attempt.execution;
    const name = resolveType(value, contextValue, attempt.infoOf(field, placeOfField(place)), type);
    if (typeof name !== 'string') throw new Irregular(`The type of this ${type.name} is not known at once`);
    let complete = known.get(name);
    if (complete === undefined) {
      const found = schema.getType(name);
      if (!isObjectType(found) || !schema.isSubType(type, found)) throw new Irregular(`${name} is not a ${type.name}`);
      complete = completeObject(found, field, selection);
      known.set(name, complete);
    }
    return complete(attempt, value, place, scope);
  };
}

/** Returns the path of the field whose list contains an item. */
function placeOfField(place: ResponsePath): ResponsePath {
  return typeof place.key === 'number' && place.prev !== undefined ? placeOfField(place.prev) : place;
}
