import {
  type ExecutionResult,
  execute,
  getVariableValues,
  isNonNullType,
  locatedError,
  type OperationDefinitionNode,
} from 'graphql';
import type { OperationArguments } from './context.ts';
import { documentMemory } from './document-memory.ts';
import { ExecutionAttempt } from './execution-attempt.ts';
import type { Members } from './query-parts.ts';
import { planOf, type QueryPlan } from './query-plan.ts';
import { membersOf } from './query-values.ts';

/** The plans of operations. */
const plans = documentMemory<OperationDefinitionNode, Kept>(({ length }) => length);

interface Kept {
  /** Undefined if graphql-js executes the operation. */
  readonly plan: QueryPlan | undefined;
  /** The length of the plan when it was cached. Plans grow lazily. */
  readonly length: number;
}

/** The values of the variables of an operation, coerced to their types. */
export type Variables = Record<string, unknown>;

/** Returns the coerced variables of an operation, or undefined if one is invalid. */
export function coercedVariables(
  { schema, variableValues }: OperationArguments,
  { variableDefinitions }: OperationDefinitionNode,
): Variables | undefined {
  return getVariableValues(schema, variableDefinitions ?? [], variableValues ?? {}).coerced;
}

/**
 * Executes a query by its plan. The result is the same as that of graphql-js, which takes several times as long. If an
 * error occurs, graphql-js executes the query again: a query has no side effects.
 */
export async function executeQuery(
  args: OperationArguments,
  operation: OperationDefinitionNode,
  variables: Variables | undefined,
): Promise<ExecutionResult> {
  return (await attempted(args, operation, variables)) ?? executedAnew(args);
}

/** Pothos caches by context object. A copy of the context makes it plan again. */
function executedAnew(args: OperationArguments) {
  return execute({ ...args, contextValue: { ...args.contextValue } });
}

/** Executes an operation by its plan. Returns undefined if graphql-js has to execute it. */
async function attempted(
  { schema, document, rootValue, contextValue }: OperationArguments,
  operation: OperationDefinitionNode,
  variables: Variables | undefined,
): Promise<ExecutionResult | undefined> {
  if (variables === undefined) return undefined;
  const kept = plans.get(operation) ?? { plan: planOf(schema, document, operation), length: 0 };
  const { plan } = kept;
  if (plan === undefined) {
    plans.set(operation, { plan, length: 1 });
    return undefined;
  }
  const { fragments } = plan;
  const execution = { schema, fragments, operation, rootValue, variableValues: variables, contextValue };
  const attempt = new ExecutionAttempt(execution);
  let data: Members = {};
  attempt.work(() => {
    data = membersOf(attempt, plan.members, rootValue, undefined, undefined);
  });
  await attempt.settled();
  if (plan.length() !== kept.length) plans.set(operation, { plan, length: plan.length() });
  return resultOf(attempt, data);
}

/** Returns the result of an attempt, or undefined if only graphql-js can determine it. */
function resultOf({ isBroken, rootFailures }: ExecutionAttempt, data: Members): ExecutionResult | undefined {
  const [failure, ...others] = rootFailures;
  if (isBroken || others.length > 0) return undefined;
  if (failure === undefined) return { data };
  // A single root field failed. It is reported at once, so that an outage is not waited for twice.
  const { field, error } = failure;
  const errors = [locatedError(error, field.nodes, [field.key])];
  return { errors, data: isNonNullType(field.definition.type) ? null : { ...data, [field.key]: null } };
}
