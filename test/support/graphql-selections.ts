import {
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';
import { schema } from '../../src/graphql/schema/schema.ts';

/**
 * Returns the selection of all fields of a type, to the given depth of relations. Tests use it to search for data that
 * must not be there.
 */
export function everythingOf(typeName: string, depth: number): string {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) throw new Error(`${typeName} is no object type`);
  return selectionOf(type, depth);
}

function selectionOf(type: GraphQLObjectType, depth: number): string {
  const fields = Object.values(type.getFields()).map((field) => selected(field, depth));
  // A selection must not be empty, even if all fields lead to objects.
  return `{ ${fields.join(' ').trim() || '__typename'} }`;
}

function selected(field: GraphQLField<unknown, unknown>, depth: number): string {
  const type = getNamedType(field.type);
  if (field.args.some(isRequiredArgument)) return '';
  if (isLeafType(type)) return field.name;
  if (isInterfaceType(type)) return `${field.name} { __typename }`;
  if (!isObjectType(type)) return '';
  // The nodes of a connection have the same depth as the connection.
  const isPage = type.name.endsWith('Connection');
  if (isPage) return depth > 0 ? `${field.name}(first: 10) { totalCount nodes ${nodesOf(type, depth - 1)} }` : '';
  return depth > 0 ? `${field.name} ${selectionOf(type, depth - 1)}` : '';
}

function nodesOf(connection: GraphQLObjectType, depth: number): string {
  const node = getNamedType(connection.getFields()['nodes']?.type);
  if (!isObjectType(node)) throw new Error(`${connection.name} has no nodes`);
  return selectionOf(node, depth);
}

/** Returns the selection of all facts of all errors of a mutation or preview. */
export function factsOf(field: string): string {
  const union = schema.getType(`${field.charAt(0).toUpperCase()}${field.slice(1)}Result`);
  if (!isUnionType(union)) throw new Error(`${field} answers no union`);
  const errors = union.getTypes().filter((type) => type.getInterfaces().some(({ name }) => name === 'Error'));
  return errors.map((type) => `... on ${type.name} ${selectionOf(type, 1)}`).join(' ');
}
