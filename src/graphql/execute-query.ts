import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  getVariableValues,
  isNonNullType,
  locatedError,
  type OperationDefinitionNode,
} from 'graphql';
import type { OperationArguments } from './context.ts';
import { Attempt } from './query-attempt.ts';
import type { Members } from './query-parts.ts';
import { planOf, type QueryPlan } from './query-plan.ts';
import { membersOf } from './query-values.ts';

const plans = new WeakMap<OperationDefinitionNode, { readonly plan: QueryPlan | undefined }>();

/**
 * Executes a query as graphql-js would, which takes several times as long over an answer in which nothing goes wrong. As
 * soon as something does, graphql-js is asked after all: a query can be answered once more without doing something twice.
 */
export async function executeQuery(
  args: OperationArguments,
  operation: OperationDefinitionNode,
): Promise<ExecutionResult> {
  const { schema, document, rootValue, contextValue } = args;
  const plan = knownPlan(schema, document, operation);
  if (plan === undefined) return execute(args);
  const variables = getVariableValues(schema, operation.variableDefinitions ?? [], args.variableValues ?? {});
  if (variables.coerced === undefined) return execute(args);
  const { fragments } = plan;
  const attempt = new Attempt({
    schema,
    fragments,
    operation,
    rootValue,
    variableValues: variables.coerced,
    contextValue,
  });
  let data: Members = {};
  attempt.work(() => {
    data = membersOf(attempt, plan.members, rootValue, undefined, undefined);
  });
  await attempt.settled();
  // Pothos keeps what it has found out by the context: a copy begins anew.
  return resultOf(attempt, data) ?? execute({ ...args, contextValue: { ...contextValue } });
}

function knownPlan(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) {
  const known = plans.get(operation);
  if (known !== undefined) return known.plan;
  const plan = planOf(schema, document, operation);
  plans.set(operation, { plan });
  return plan;
}

/** What came of an attempt; undefined where only graphql-js can tell. */
function resultOf({ isBroken, rootFailures }: Attempt, data: Members): ExecutionResult | undefined {
  const [failure, ...others] = rootFailures;
  if (isBroken || others.length > 0) return undefined;
  if (failure === undefined) return { data };
  // One field of the root, and so all of a read that met an outage: that is not asked for twice.
  const { field, error } = failure;
  const errors = [locatedError(error, field.nodes, [field.key])];
  return { errors, data: isNonNullType(field.definition.type) ? null : { ...data, [field.key]: null } };
}
