import { type ExecutionResult, execute, GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { replayed } from '../../http/answer-once.ts';
import { answerOnce, type KeyedRequest } from '../../idempotency/answer-once.ts';
import type { UseCaseContext } from '../../shared/use-case-context.ts';
import type { AnswerNature, OperationArguments } from './context.ts';
import { failureIn, presentedResult } from './present-errors.ts';

/**
 * Executes a document of mutations at most once per `Idempotency-Key`. All its verbs, its reads and the stored response
 * share one transaction.
 */
export async function executeOnce(args: OperationArguments, log: Logger): Promise<ExecutionResult> {
  const { contextValue: context, schema } = args;
  let unexecuted: ExecutionResult | undefined;
  const work = async (useCase: UseCaseContext) => {
    const contextValue = { ...context, useCase, reader: context.readerOf(useCase) };
    const result: ExecutionResult = await execute({ ...args, contextValue });
    const failure = failureIn(result);
    // One failure rolls back the whole transaction, so the response must not report any verb as done.
    if (failure !== undefined) throw failure;
    // Invalid variables: nothing was executed, so there is no response to store.
    if (!('data' in result)) unexecuted = result;
    // The request log needs the code on a replay too, and a replay calls no verb that could be refused again.
    return JSON.stringify({ ...presentedResult(result, schema, log, useCase.requestId), code: context.nature.code });
  };
  try {
    const { text, isReplay } = await answerOnce(context.useCase, requestOf(context), work);
    if (unexecuted !== undefined) return unexecuted;
    const { code, ...result } = JSON.parse(text) as ExecutionResult & Pick<AnswerNature, 'code'>;
    context.nature.code = code;
    return isReplay ? { ...result, extensions: { ...result.extensions, http: { headers: replayed } } } : result;
  } catch (error) {
    return { errors: [new GraphQLError('Nothing was done.', { originalError: error as Error })] };
  }
}

function requestOf({ idempotencyKeys: keys, params }: OperationArguments['contextValue']): KeyedRequest {
  const { query = '', variables = {}, operationName = '' } = params;
  return { keys, request: ['graphql', query, JSON.stringify(variables), operationName ?? ''] };
}
