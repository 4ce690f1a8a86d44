import { complexityFromQuery } from '@pothos/plugin-complexity';
import {
  type DocumentNode,
  type ExecutionArgs,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { costing, costlyArguments, maxCost, maxDepth } from './limits.ts';

/** The cost of an operation and its limits. Every response reports it in `extensions.cost`. */
interface Cost {
  /** The largest number of values that the response could hold, given the page sizes. */
  readonly requested: number;
  readonly limit: number;
  readonly depth: number;
  readonly depthLimit: number;
}

/** The costs of operations whose cost does not depend on their variables. */
const knownCosts = new WeakMap<OperationDefinitionNode, Cost>();

/** Returns the cost of an operation, or an error if an argument is invalid. */
export function costOfOperation(args: ExecutionArgs, operation: OperationDefinitionNode): Cost | GraphQLError {
  const known = knownCosts.get(operation);
  if (known !== undefined) return known;
  const cost = computedCost(args, operation);
  if (!(cost instanceof GraphQLError) && isAlwaysTheSame(args.document, operation)) knownCosts.set(operation, cost);
  return cost;
}

function computedCost(
  { schema, document, variableValues }: ExecutionArgs,
  operation: OperationDefinitionNode,
): Cost | GraphQLError {
  const variables = { ...variableValues };
  const others = document.definitions.filter((definition) => definition.kind !== Kind.OPERATION_DEFINITION);
  const only: DocumentNode = { ...document, definitions: [operation, ...others] };
  try {
    const { complexity, depth } = complexityFromQuery(only, { schema, ctx: costing, variables });
    return { requested: complexity, limit: maxCost, depth, depthLimit: maxDepth };
  } catch (error) {
    // The cost of an operation with an invalid argument is unknown.
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

/**
 * Whether the cost is independent of the variables: no variable sets an argument that affects the cost, and every
 * variable is required.
 */
function isAlwaysTheSame(document: DocumentNode, { variableDefinitions = [] }: OperationDefinitionNode): boolean {
  if (!variableDefinitions.every(({ type }) => type.kind === Kind.NON_NULL_TYPE)) return false;
  let isSame = true;
  visit(document, {
    Argument: ({ name, value }) => {
      if (costlyArguments.has(name.value) && value.kind === Kind.VARIABLE) isSame = false;
    },
  });
  return isSame;
}

/** Returns the refusal of an operation that is too deep or too costly. */
export function refusalOf({ requested, depth }: Cost): GraphQLError | undefined {
  if (depth > maxDepth) {
    const message = `A selection may be ${maxDepth} levels deep; this one is ${depth}. Ask in several steps.`;
    return new GraphQLError(message, { extensions: { code: 'TOO_DEEP' } });
  }
  if (requested <= maxCost) return undefined;
  const message = `An answer may hold ${maxCost} values; this one might hold ${requested}. Ask for shorter pages, with \`first\`, or for fewer fields.`;
  return new GraphQLError(message, { extensions: { code: 'TOO_COSTLY' } });
}
