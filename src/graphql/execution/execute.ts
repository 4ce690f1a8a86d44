import { type ExecutionResult, execute, GraphQLError, getOperationAST, type OperationDefinitionNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import { executeOnce } from './answer-once.ts';
import type { GraphqlContext, OperationArguments } from './context.ts';
import { describeOperation } from './describe-operation.ts';
import { coercedVariables, executeQuery, type Variables } from './execute-planned.ts';
import { costOfOperation, refusalOf } from './limit-cost.ts';
import { codeOf, presentedResult } from './present-errors.ts';

/**
 * Executes an operation with cost limits, idempotency and presentation of errors. Both the fast path and Yoga call it.
 * An operation above a limit is refused before anything is read, a mutation with an `Idempotency-Key` is executed once,
 * and the response reports its cost in `extensions.cost`.
 */
export async function executeOperation(args: OperationArguments, log: Logger): Promise<ExecutionResult> {
  const { nature } = args.contextValue;
  const result = await executionOf(args, log);
  nature.code = codeOf(result) ?? nature.code;
  return result;
}

async function executionOf(args: OperationArguments, log: Logger): Promise<ExecutionResult> {
  const { document, operationName, contextValue: context, schema } = args;
  const operation = getOperationAST(document, operationName) ?? undefined;
  if (operation !== undefined) context.record.operation = describeOperation(document, operation);
  const variables = operation && coercedVariables(args, operation);
  // Execution reports invalid variables before it reads anything.
  const cost = variables && operation && costOfOperation(args, operation);
  if (cost instanceof GraphQLError) return { errors: [cost] };
  const refusal = cost && refusalOf(cost);
  if (refusal !== undefined) return { errors: [refusal], extensions: { cost } };
  // Only a query can safely be executed a second time.
  context.nature.isQuery = operation?.operation === 'query';
  const result = await executed(args, operation, variables, log);
  const presented = presentedResult(result, schema, log, context.useCase.requestId);
  return cost === undefined ? presented : { ...presented, extensions: { cost, ...presented.extensions } };
}

function executed(
  args: OperationArguments,
  operation: OperationDefinitionNode | undefined,
  variables: Variables | undefined,
  log: Logger,
) {
  if (operation?.operation === 'query') return executeQuery(args, operation, variables);
  const isKeyed = args.contextValue.idempotencyKeys.length > 0;
  return operation?.operation === 'mutation' && isKeyed ? executeOnce(args, log) : execute(args);
}

/** Makes Yoga execute operations with `executeOperation`. */
export function useExecution(log: Logger): Plugin<GraphqlContext> {
  return {
    onExecute({ setExecuteFn }) {
      setExecuteFn((args) => executeOperation(args as OperationArguments, log));
    },
  };
}
