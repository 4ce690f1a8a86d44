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

/** How operations are answered. */
const plans = documentMemory<OperationDefinitionNode, Kept>(({ length }) => length);

interface Kept {
  /** Undefined where graphql-js is asked right away. */
  readonly plan: QueryPlan | undefined;
  /** How long it was when it was kept: it grows with what it meets. */
  readonly length: number;
}

/** The values of the variables of an operation, as its fields are given them. */
export type Variables = Record<string, unknown>;

/** The variables as they were sent for this operation; undefined where something is wrong with one. */
export function coercedVariables(
  { schema, variableValues }: OperationArguments,
  { variableDefinitions }: OperationDefinitionNode,
): Variables | undefined {
  return getVariableValues(schema, variableDefinitions ?? [], variableValues ?? {}).coerced;
}

/**
 * Executes a query as graphql-js would, which takes several times as long over an answer in which nothing goes wrong. As
 * soon as something does, graphql-js is asked after all: a query can be answered once more without doing something twice.
 */
export async function executeQuery(
  args: OperationArguments,
  operation: OperationDefinitionNode,
  variables: Variables | undefined,
): Promise<ExecutionResult> {
  return (await attempted(args, operation, variables)) ?? executedAnew(args);
}

/** Pothos keeps what it has found out by the context: with a copy, it begins anew. */
function executedAnew(args: OperationArguments) {
  return execute({ ...args, contextValue: { ...args.contextValue } });
}

/** The answer by a plan; undefined where that is left to graphql-js. */
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

/** What came of an attempt; undefined where only graphql-js can tell. */
function resultOf({ isBroken, rootFailures }: ExecutionAttempt, data: Members): ExecutionResult | undefined {
  const [failure, ...others] = rootFailures;
  if (isBroken || others.length > 0) return undefined;
  if (failure === undefined) return { data };
  // One field of the root, and so all of a read that met an outage: that is not asked for twice.
  const { field, error } = failure;
  const errors = [locatedError(error, field.nodes, [field.key])];
  return { errors, data: isNonNullType(field.definition.type) ? null : { ...data, [field.key]: null } };
}
