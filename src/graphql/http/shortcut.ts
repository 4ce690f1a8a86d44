import { type DocumentNode, type ExecutionResult, getOperationAST } from 'graphql';
import type { createYoga, Plugin, YogaInitialContext } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { GraphqlContext } from '../execution/context.ts';
import { executeOperation } from '../execution/execute.ts';
import { schema } from '../schema/schema.ts';
import { plainRequestIn } from './plain-request.ts';

type Yoga = ReturnType<typeof createYoga<GraphqlContext>>;

/** The response without Yoga: text if the result is plain data, otherwise a result that Yoga has to serialise. */
type Shortcut = { readonly text: string; readonly contentType: string } | { readonly result: ExecutionResult };

/** The documents that Yoga has found valid and within all limits, by text. */
export type ValidDocuments = LRUCache<string, DocumentNode>;

/** Creates a cache by document text. It holds at most 1,024 documents and 4 Mi characters of text. */
export function rememberedByText<Value extends object>(): LRUCache<string, Value> {
  return new LRUCache({ max: 1024, maxSize: 4 * 1024 * 1024, sizeCalculation: (_, text) => text.length + 1 });
}

/** Caches the documents that Yoga finds valid. */
export function useRememberedDocuments(documents: ValidDocuments): Plugin<GraphqlContext & YogaInitialContext> {
  return {
    onValidate:
      ({ context, params: { documentAST } }) =>
      ({ valid }) => {
        const { query } = context.params;
        if (valid && query !== undefined) documents.set(query, documentAST);
      },
  };
}

const knownAccepts = { max: 100 };

const isJson = /^application\/(graphql-response\+)?json\b/;

/**
 * Returns the fast path for most requests: JSON with one operation of a document that Yoga has already found valid. It
 * avoids the `Request` and `Response` objects of Yoga, which often cost more than the response. Both paths execute with
 * `executeOperation`. Any unusual request is left to Yoga, and Yoga serialises any unusual result.
 */
export function shortcutAround(yoga: Yoga, documents: ValidDocuments, log: Logger) {
  const contentTypes = new LRUCache<string, { readonly json: string | undefined }>(knownAccepts);

  /**
   * Returns the JSON content type of a response to this `Accept` header, or undefined if Yoga would not answer with
   * JSON.
   */
  async function contentTypeFor(accept: string, context: GraphqlContext): Promise<string | undefined> {
    const known = contentTypes.get(accept);
    if (known !== undefined) return known.json;
    const headers = { accept, 'content-type': 'application/json' };
    const probe = { method: 'POST', headers, body: '{"query":"{ __typename }"}' };
    const response = await yoga.fetch('http://localhost/graphql', probe, { ...context, nature: { ...context.nature } });
    const contentType = response.headers.get('content-type') ?? '';
    const json = response.status === 200 && isJson.test(contentType) ? contentType : undefined;
    contentTypes.set(accept, { json });
    return json;
  }

  return async (accept: string, body: string, context: GraphqlContext): Promise<Shortcut | undefined> => {
    const params = plainRequestIn(body);
    if (params === undefined) return undefined;
    const { query, variables, operationName = null } = params;
    const document = documents.get(query);
    const operation = document && getOperationAST(document, operationName)?.operation;
    if (document === undefined || operation === undefined || operation === 'subscription') return undefined;
    const contentType = await contentTypeFor(accept, context);
    if (contentType === undefined) return undefined;
    const contextValue = { ...context, params };
    const args = { schema, document, contextValue, variableValues: variables ?? null, operationName };
    const result = await executeOperation(args, log);
    const isUsual =
      result.errors === undefined && result.data !== undefined && result.extensions?.['http'] === undefined;
    return isUsual ? { text: JSON.stringify(result), contentType } : { result };
  };
}
