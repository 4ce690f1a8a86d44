import { complexityFromQuery } from '@pothos/plugin-complexity';
import { type DocumentNode, type ExecutionArgs, GraphQLError, getOperationAST, getVariableValues, Kind } from 'graphql';
import { maxCost, maxDepth, reckoning } from './limits.ts';

/** What an operation may come to, as every answer tells it in `extensions.cost`. */
interface Cost {
  /** How many values the answer could hold, by the pages that were asked for. */
  readonly requested: number;
  readonly limit: number;
  readonly depth: number;
  readonly depthLimit: number;
}

/** The cost of the operation that is to be executed, an error where it has none, and undefined where there is no such operation. */
export function costOfOperation({
  schema,
  document,
  operationName,
  variableValues,
}: ExecutionArgs): Cost | GraphQLError | undefined {
  const operation = getOperationAST(document, operationName);
  const variables = { ...variableValues };
  // What is wrong with these is told, and nothing is read, when the operation is executed.
  if (!operation || getVariableValues(schema, operation.variableDefinitions ?? [], variables).errors) return undefined;
  const others = document.definitions.filter((definition) => definition.kind !== Kind.OPERATION_DEFINITION);
  const only: DocumentNode = { ...document, definitions: [operation, ...others] };
  try {
    const { complexity, depth } = complexityFromQuery(only, { schema, ctx: reckoning, variables });
    return { requested: complexity, limit: maxCost, depth, depthLimit: maxDepth };
  } catch (error) {
    // An argument that can't be understood: nobody knows what it would come to.
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

/** Why an operation is not executed that would be too large to answer. */
export function refusalOf({ requested, depth }: Cost): GraphQLError | undefined {
  if (depth > maxDepth) {
    const message = `A selection may be ${maxDepth} levels deep; this one is ${depth}. Ask in several steps.`;
    return new GraphQLError(message, { extensions: { code: 'TOO_DEEP' } });
  }
  if (requested <= maxCost) return undefined;
  const message = `An answer may hold ${maxCost} values; this one might hold ${requested}. Ask for shorter pages, with \`first\`, or for fewer fields.`;
  return new GraphQLError(message, { extensions: { code: 'TOO_COSTLY' } });
}
