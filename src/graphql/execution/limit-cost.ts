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

/** What an operation may come to, as every answer tells it in `extensions.cost`. */
interface Cost {
  /** How many values the answer could hold, by the pages that were asked for. */
  readonly requested: number;
  readonly limit: number;
  readonly depth: number;
  readonly depthLimit: number;
}

/** The costs of operations that cost the same whatever their variables are. */
const knownCosts = new WeakMap<OperationDefinitionNode, Cost>();

/** The cost of an operation that is given the variables it declares; an error where it has none. */
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
    // An argument that can't be understood: nobody knows what it would come to.
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

/**
 * Whether variables make no difference: none is an argument by which fields cost more or less, and none can be missing where
 * something has to be.
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
