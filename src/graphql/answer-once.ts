import { type ExecutionResult, GraphQLError, getOperationAST } from 'graphql';
import type { Plugin, YogaInitialContext } from 'graphql-yoga';
import type { Logger } from 'pino';
import { replayed } from '../http/answer-once.ts';
import { answerOnce, type KeyedRequest } from '../idempotency/answer-once.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import type { GraphqlContext } from './context.ts';
import { failureIn, presentedResult } from './present-errors.ts';

/**
 * Executes a document of mutations once for each `Idempotency-Key`: all of its verbs and of what it reads in one
 * transaction, together with its answer. A query is executed as if it came without a key.
 */
export function useIdempotencyKeys(log: Logger): Plugin<GraphqlContext> {
  return {
    onExecute({ args: { document, operationName, contextValue: context }, executeFn, setExecuteFn }) {
      const operation = getOperationAST(document, operationName);
      if (operation?.operation !== 'mutation' || context.idempotencyKeys.length === 0) return;
      setExecuteFn(async (args) => {
        let unexecuted: ExecutionResult | undefined;
        const work = async (useCase: UseCaseContext) => {
          const contextValue = { ...context, useCase, reader: context.readerOf(useCase) };
          const result: ExecutionResult = await executeFn({ ...args, contextValue });
          const failure = failureIn(result);
          // What did go well goes with what failed: nothing may be said to be done that is taken back.
          if (failure !== undefined) throw failure;
          // Variables that can't be understood: nothing was done that could be kept.
          if (!('data' in result)) unexecuted = result;
          return JSON.stringify(presentedResult(result, args.schema, log, useCase.requestId));
        };
        try {
          const { text, isReplay } = await answerOnce(context.useCase, requestOf(context), work);
          if (unexecuted !== undefined) return unexecuted;
          const result = JSON.parse(text) as ExecutionResult;
          return isReplay ? { ...result, extensions: { ...result.extensions, http: { headers: replayed } } } : result;
        } catch (error) {
          return { errors: [new GraphQLError('Nothing was done.', { originalError: error as Error })] };
        }
      });
    },
  };
}

function requestOf({ idempotencyKeys: keys, params }: GraphqlContext & YogaInitialContext): KeyedRequest {
  const { query = '', variables = {}, operationName = '' } = params;
  return { keys, request: ['graphql', query, JSON.stringify(variables), operationName ?? ''] };
}
