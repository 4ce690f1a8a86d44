import {
  type ExecutionResult,
  execute,
  getVariableValues,
  isNonNullType,
  locatedError,
  type OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { OperationArguments } from './context.ts';
import { Attempt } from './query-attempt.ts';
import type { Members } from './query-parts.ts';
import { planOf, type QueryPlan } from './query-plan.ts';
import { membersOf } from './query-values.ts';

/** So many characters of a document count as much as one member of its plan. */
const charactersOfMember = 80;

/**
 * Fragments within fragments can make a long plan of a short document, and a document holds on to its text: together they
 * may be so long.
 */
const plans = new LRUCache<OperationDefinitionNode, Kept>({
  max: 1024,
  maxSize: 50_000,
  sizeCalculation: ({ length }, { loc }) => length + Math.ceil((loc?.source.body.length ?? 0) / charactersOfMember),
});

interface Kept {
  /** Undefined where graphql-js is asked right away. */
  readonly plan: QueryPlan | undefined;
  /** How long it was when it was kept: it grows with what it meets. */
  readonly length: number;
}

/**
 * Executes a query as graphql-js would, which takes several times as long over an answer in which nothing goes wrong. As
 * soon as something does, graphql-js is asked after all: a query can be answered once more without doing something twice.
 */
export async function executeQuery(
  args: OperationArguments,
  operation: OperationDefinitionNode,
): Promise<ExecutionResult> {
  const { schema, document, rootValue, contextValue } = args;
  const kept = plans.get(operation) ?? { plan: planOf(schema, document, operation), length: 0 };
  const { plan } = kept;
  if (plan === undefined) {
    plans.set(operation, { plan, length: 1 });
    return execute(args);
  }
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
  if (plan.length() !== kept.length) plans.set(operation, { plan, length: plan.length() });
  // Pothos keeps what it has found out by the context: a copy begins anew.
  return resultOf(attempt, data) ?? execute({ ...args, contextValue: { ...contextValue } });
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
