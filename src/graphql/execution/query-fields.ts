import { defaultFieldResolver, type GraphQLFieldResolver, getNamedType, isLeafType } from 'graphql';
import type { GraphqlContext } from './context.ts';
import { encodeGlobalId } from './encode-global-id.ts';
import { computedOf, globalIdOf, memberOf, relationOf, type ShownRelation } from './loaded-fields.ts';
import { mappingOf, passMappings } from './loaded-relations.ts';
import type { AnswerField, Complete } from './query-parts.ts';
import { isPromise, type PlannedField, ResponsePath } from './response-path.ts';

type Resolver = GraphQLFieldResolver<unknown, unknown>;
type Row = Readonly<Record<string, unknown>>;

/** The path of a value without children. Nothing reads it. */
const unusedPath = new ResponsePath(undefined, '', undefined);

/**
 * Returns how a field is answered: from the loaded row if it holds everything that the field needs, otherwise by the
 * resolver.
 */
export function answering(field: PlannedField, complete: Complete): AnswerField {
  const { definition, parentType } = field;
  const resolved = byResolver(field, complete, definition.resolve ?? defaultFieldResolver);
  const member = memberOf(definition);
  if (member !== undefined) return fromMember(member, field, complete, resolved);
  const id = globalIdOf(definition, parentType);
  if (id !== undefined) return fromId(id, field, complete, resolved);
  const relation = relationOf(definition);
  if (relation !== undefined) return fromRelation(relation, field, complete, resolved);
  if (field.isPassage) return alongPassage(field, complete, resolved);
  const compute = computedOf(definition);
  return compute === undefined ? resolved : fromRow(field, byResolver(field, complete, compute), resolved);
}

/** Calls the resolver, as graphql-js does. */
function byResolver(field: PlannedField, complete: Complete, resolve: Resolver): AnswerField {
  const { key, parentType } = field;
  return (attempt, source, members, above) => {
    const place = new ResponsePath(above, key, parentType.name);
    let value: unknown;
    try {
      passMappings(attempt, place);
      const { contextValue } = attempt.execution;
      value = resolve(source, attempt.argumentsOf(field), contextValue, attempt.infoOf(field, place));
    } catch (error) {
      attempt.fail(error, field, place);
      return undefined;
    }
    if (!isPromise(value)) return complete(attempt, value, place, undefined);
    const put = (found: unknown) => {
      members[key] = complete(attempt, found, place, undefined);
    };
    attempt.whenResolved(value, put, (error) => attempt.fail(error, field, place));
    return undefined;
  };
}

function fromMember(name: string, field: PlannedField, complete: Complete, resolved: AnswerField): AnswerField {
  const isLeaf = isLeafType(getNamedType(field.definition.type));
  return (attempt, source, members, above, scope) => {
    const value = (source as Row)[name];
    if (value === undefined || isPromise(value)) return resolved(attempt, source, members, above, scope);
    const place = isLeaf ? unusedPath : new ResponsePath(above, field.key, field.parentType.name);
    return complete(attempt, value, place, undefined);
  };
}

function fromId(name: string, field: PlannedField, complete: Complete, resolved: AnswerField): AnswerField {
  const { name: typename } = field.parentType;
  return (attempt, source, members, above, scope) => {
    const id = (source as Row)[name];
    if (typeof id !== 'number' && typeof id !== 'bigint') return resolved(attempt, source, members, above, scope);
    return complete(attempt, encodeGlobalId(typename, id), unusedPath, undefined);
  };
}

/** Computes a field from its row if Pothos loaded the columns of the field with the row. */
function fromRow(field: PlannedField, computed: AnswerField, resolved: AnswerField): AnswerField {
  return (attempt, source, members, above, scope) => {
    const mapping = above && mappingOf(attempt, field, source, above, scope);
    return (mapping ? computed : resolved)(attempt, source, members, above, scope);
  };
}

function fromRelation(
  { name, pageOf }: ShownRelation,
  field: PlannedField,
  complete: Complete,
  resolved: AnswerField,
): AnswerField {
  return (attempt, source, members, above, scope) => {
    const value = (source as Row)[name];
    const isThere = value !== undefined && value !== null;
    const mapping = isThere && above && mappingOf(attempt, field, source, above, scope);
    if (!mapping) return resolved(attempt, source, members, above, scope);
    const place = new ResponsePath(above, field.key, field.parentType.name);
    place.pending = mapping.nested;
    const context = attempt.execution.contextValue as GraphqlContext;
    const shown = pageOf === undefined ? value : pageOf(source as Row, attempt.argumentsOf(field), context);
    return complete(attempt, shown, place, mapping.nested);
  };
}

/** Leads from a page of loaded rows to the rows. */
function alongPassage(field: PlannedField, complete: Complete, resolved: AnswerField): AnswerField {
  const { key, definition, parentType } = field;
  return (attempt, source, members, above, scope) => {
    if (scope === undefined) return resolved(attempt, source, members, above, scope);
    return complete(attempt, (source as Row)[definition.name], new ResponsePath(above, key, parentType.name), scope);
  };
}
