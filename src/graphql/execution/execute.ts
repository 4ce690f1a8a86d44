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
 * Executes a query or a mutation with everything that we promise of one, whichever way it came in: nothing is read of
 * what would be too large to answer, a mutation with an `Idempotency-Key` is done once, errors are shown as a caller may
 * see them, and the answer tells what it came to.
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
  // Their errors are reported when the operation is executed, before anything is read.
  const cost = variables && operation && costOfOperation(args, operation);
  if (cost instanceof GraphQLError) return { errors: [cost] };
  const refusal = cost && refusalOf(cost);
  if (refusal !== undefined) return { errors: [refusal], extensions: { cost } };
  // Only a query can be answered once more without doing something twice.
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

/** Has Yoga execute in the same way. */
export function useExecution(log: Logger): Plugin<GraphqlContext> {
  return {
    onExecute({ setExecuteFn }) {
      setExecuteFn((args) => executeOperation(args as OperationArguments, log));
    },
  };
}
