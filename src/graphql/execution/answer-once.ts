import { type ExecutionResult, execute, GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { replayed } from '../../http/answer-once.ts';
import { answerOnce, type KeyedRequest } from '../../idempotency/answer-once.ts';
import type { UseCaseContext } from '../../shared/use-case-context.ts';
import type { AnswerNature, OperationArguments } from './context.ts';
import { failureIn, presentedResult } from './present-errors.ts';

/**
 * Executes a document of mutations once for each `Idempotency-Key`: all of its verbs and of what it reads in one
 * transaction, together with its answer.
 */
export async function executeOnce(args: OperationArguments, log: Logger): Promise<ExecutionResult> {
  const { contextValue: context, schema } = args;
  let unexecuted: ExecutionResult | undefined;
  const work = async (useCase: UseCaseContext) => {
    const contextValue = { ...context, useCase, reader: context.readerOf(useCase) };
    const result: ExecutionResult = await execute({ ...args, contextValue });
    const failure = failureIn(result);
    // What did go well goes with what failed: nothing may be said to be done that is taken back.
    if (failure !== undefined) throw failure;
    // Variables that can't be understood: nothing was done that could be kept.
    if (!('data' in result)) unexecuted = result;
    // The code is kept beside the answer for the request log: a replay calls no verb that could be refused once more.
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
