import { type GraphQLField, type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';

/**
 * Lets fields that show a column of a row answer from the row, where that was read with the column. Otherwise Pothos looks
 * up for each field of each row by which plan it was read: in a nested answer that takes as long as the rest of it.
 */
export function answerFromLoadedColumns(schema: GraphQLSchema): GraphQLSchema {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  for (const field of types.flatMap((type) => Object.values(type.getFields()))) {
    const { resolve } = field;
    const column = columnOf(field);
    if (column !== undefined && resolve !== undefined) field.resolve = fromColumn(column, resolve);
  }
  return schema;
}

/** The column of its row that a field shows, where that is all that is read for it. */
export function columnOf({ extensions }: GraphQLField<unknown, unknown>): string | undefined {
  const { pothosExposedField: column, pothosPrismaSelect: select } = extensions;
  return typeof column === 'string' && isOfColumn(select, column) ? column : undefined;
}

function isOfColumn(select: unknown, column: string): boolean {
  if (typeof select !== 'object' || select === null) return false;
  const entries = Object.entries(select);
  return entries.length === 1 && entries[0]?.[0] === column && entries[0][1] === true;
}

type Resolver = GraphQLFieldResolver<unknown, unknown>;

function fromColumn(column: string, resolve: Resolver): Resolver {
  return (row, ...rest) => {
    const value = (row as Record<string, unknown>)[column];
    return value === undefined ? resolve(row, ...rest) : value;
  };
}
