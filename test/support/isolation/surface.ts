import {
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { methodNames } from '../../../src/envelope/handle.ts';
import { schema } from '../../../src/graphql/schema/schema.ts';
import { licensing } from '../../../src/rest/licensing/dialect.ts';

// The whole API according to the schema and the envelope. New parts are included automatically.

const objectTypes = Object.values(schema.getTypeMap()).filter(isObjectType);
const nodeInterface = schema.getType('Node');

function isNode(type: unknown): type is GraphQLObjectType {
  return isObjectType(type) && isInterfaceType(nodeInterface) && type.getInterfaces().includes(nodeInterface);
}

function isConnection(type: unknown): type is GraphQLObjectType {
  return isObjectType(type) && type.name.endsWith('Connection');
}

/** The types with an id. */
export const nodeTypes = objectTypes.filter(isNode).map(({ name }) => name);

/** The lists of the query root and the types of their nodes. */
export const rootLists = fieldsOf('Query')
  .filter(({ type }) => isConnection(getNamedType(type)))
  .map(({ name, type, args }) => ({
    field: name,
    type: nodeOfConnection(getNamedType(type)),
    hasFilter: args.some((argument) => argument.name === 'filter'),
    hasSort: args.some((argument) => argument.name === 'orderBy'),
  }));

const listFields = rootLists.map(({ field }) => field);

/** The other fields of the query root. Each has its own probe. */
export const rootFields = fieldsOf('Query')
  .map(({ name }) => name)
  .filter((name) => !listFields.includes(name));

export const mutations = fieldsOf('Mutation').map(({ name }) => name);

export { methodNames };

/** The fields of nodes that lead to other nodes, with their selections. */
export const edges = nodeTypes.flatMap((type) =>
  fieldsOf(type)
    .filter((field) => !field.args.some(isRequiredArgument))
    .map((field) => ({ type, field: field.name, selection: idsIn(field, 3) }))
    .filter(({ selection }) => selection !== ''),
);

/** The conditions of the filters of lists. */
export const conditions = rootLists
  .filter(({ hasFilter }) => hasFilter)
  .flatMap(({ field, type }) => {
    const filter = schema.getType(`${type}Filter`);
    const names = isInputObjectType(filter) ? Object.keys(filter.getFields()) : [];
    return names.map((condition) => ({ field, type, condition }));
  });

/** The columns by which lists can be sorted. */
export const sortings = rootLists
  .filter(({ hasSort }) => hasSort)
  .flatMap(({ field, type }) => {
    const columns = schema.getType(`${type}SortField`);
    const names = columns && 'getValues' in columns ? columns.getValues().map(({ name }) => name) : [];
    return names.map((column) => ({ field, type, column }));
  });

/** The paths of everything in the matrix. */
export const surface: readonly string[] = [
  ...rootFields.map((name) => `Query.${name}`),
  ...rootLists.map(({ field }) => `Query.${field}`),
  ...mutations.map((name) => `Mutation.${name}`),
  ...nodeTypes.map((name) => `node(${name})`),
  ...edges.map(({ type, field }) => `${type}.${field}`),
  ...conditions.map(({ type, condition }) => `${type}Filter.${condition}`),
  ...sortings.map(({ type, column }) => `${type}Sort.${column}`),
  ...methodNames.map((name) => `envelope.${name}`),
  ...licensing.routes.map(({ operationId }) => `licensing.${operationId}`),
];

function fieldsOf(name: string): GraphQLField<unknown, unknown>[] {
  const type = schema.getType(name);
  return isObjectType(type) ? Object.values(type.getFields()) : [];
}

function nodeOfConnection(connection: unknown): string {
  if (!isObjectType(connection)) throw new Error('This is no connection');
  return getNamedType(connection.getFields()['nodes']?.type)?.name ?? '';
}

/** Returns a selection of the ids and counts below a field. */
function idsIn(field: GraphQLField<unknown, unknown>, depth: number): string {
  const type = getNamedType(field.type);
  if (isNode(type)) return `${field.name} { __typename id }`;
  if (isConnection(type)) {
    return `${field.name}(first: 100) { totalCount nodes { __typename id } edges { node { __typename id } } }`;
  }
  if (!isObjectType(type) || depth === 0) return '';
  const within = Object.values(type.getFields())
    .filter((inner) => !inner.args.some(isRequiredArgument))
    .map((inner) => idsIn(inner, depth - 1))
    .filter((selection) => selection !== '');
  return within.length === 0 ? '' : `${field.name} { ${within.join(' ')} }`;
}
