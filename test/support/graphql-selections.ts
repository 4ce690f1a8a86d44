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
 * All that can be selected of a type, followed through so many things that it leads to: for tests that look for what
 * must never be there.
 */
export function everythingOf(typeName: string, depth: number): string {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) throw new Error(`${typeName} is no object type`);
  return selectionOf(type, depth);
}

function selectionOf(type: GraphQLObjectType, depth: number): string {
  const fields = Object.values(type.getFields()).map((field) => selected(field, depth));
  // Something has to be selected, also where everything leads on to further things.
  return `{ ${fields.join(' ').trim() || '__typename'} }`;
}

function selected(field: GraphQLField<unknown, unknown>, depth: number): string {
  const type = getNamedType(field.type);
  if (field.args.some(isRequiredArgument)) return '';
  if (isLeafType(type)) return field.name;
  if (isInterfaceType(type)) return `${field.name} { __typename }`;
  if (!isObjectType(type)) return '';
  // The nodes of a connection are as near as the connection itself.
  const isPage = type.name.endsWith('Connection');
  if (isPage) return depth > 0 ? `${field.name}(first: 10) { totalCount nodes ${nodesOf(type, depth - 1)} }` : '';
  return depth > 0 ? `${field.name} ${selectionOf(type, depth - 1)}` : '';
}

function nodesOf(connection: GraphQLObjectType, depth: number): string {
  const node = getNamedType(connection.getFields()['nodes']?.type);
  if (!isObjectType(node)) throw new Error(`${connection.name} has no nodes`);
  return selectionOf(node, depth);
}

/** All facts of all errors that a mutation or a preview can answer. */
export function factsOf(field: string): string {
  const union = schema.getType(`${field.charAt(0).toUpperCase()}${field.slice(1)}Result`);
  if (!isUnionType(union)) throw new Error(`${field} answers no union`);
  const errors = union.getTypes().filter((type) => type.getInterfaces().some(({ name }) => name === 'Error'));
  return errors.map((type) => `... on ${type.name} ${selectionOf(type, 1)}`).join(' ');
}
