import { type DocumentNode, type ExecutionResult, GraphQLError } from 'graphql';
import { createYoga, type Plugin, type YogaInitialContext } from 'graphql-yoga';
import type { Logger } from 'pino';
import { type ReadContext, readerFor } from '../db/reading/reader.ts';
import type { ReadingPool } from '../db/reading/reading-pool.ts';
import { gatewayErrorMessages } from '../error-messages.ts';
import { isSaidToBeJson } from '../http/content.ts';
import { type Answer, type Call, type Door, jsonAnswer, type Refusal, refusalStatus } from '../http/door.ts';
import { refusalMessages } from '../http/refusal-messages.ts';
import { recordActor } from '../http/request-record.ts';
import type { AnswerNature, CallEnvelope, GraphqlContext } from './execution/context.ts';
import { useExecution } from './execution/execute.ts';
import { contextFailure, usePresentedErrors } from './execution/present-errors.ts';
import { emulationOf } from './http/emulation.ts';
import { graphiqlPage } from './http/graphiql.ts';
import { documentLimits } from './http/limit-documents.ts';
import { rememberedByText, shortcutAround, useRememberedDocuments } from './http/shortcut.ts';
import { schema } from './schema/schema.ts';

export interface GraphqlDependencies {
  readonly readingPool: ReadingPool;
  readonly callEnvelope: CallEnvelope;
  readonly log: Logger;
  /** Whether browsers get GraphiQL. */
  readonly graphiql: boolean;
}

/** Returns the GraphQL endpoint. */
export function graphqlDoor({ readingPool, callEnvelope, log, graphiql }: GraphqlDependencies): Door {
  const documents = rememberedByText<DocumentNode>();
  const yoga = createYoga<GraphqlContext>({
    schema,
    graphiql: false,
    landingPage: false,
    cors: false,
    logging: false,
    // Yoga's own cache limits the number of documents, but not their length.
    parserAndValidationCache: { documentCache: rememberedByText(), errorCache: rememberedByText() },
    context: (request) => emulated(request, log),
    plugins: [
      ...documentLimits,
      useRememberedDocuments(documents),
      useExecution(log),
      usePresentedErrors(),
      checkingOperationName,
      showingResults,
    ],
  });

  const shortcut = shortcutAround(yoga, documents, log);

  async function answer({ method, query, headers, body, useCase, idempotencyKeys, record }: Call): Promise<Answer> {
    if (method === 'POST' && !isSaidToBeJson(headers)) return refuse('UNSUPPORTED_MEDIA_TYPE', useCase.requestId);
    const fault = faultIn(query);
    if (fault !== undefined) return errorAnswer(400, 'BAD_REQUEST', fault);
    const nature: AnswerNature = { isQuery: false, dependsOnTree: false };
    const readerOf = (reading: ReadContext) => readerFor(readingPool, reading, () => (nature.dependsOnTree = true));
    const caller = { useCase, reader: readerOf(useCase), now: useCase.asOf };
    const context: GraphqlContext = { ...caller, readerOf, callEnvelope, idempotencyKeys, nature, record };
    const accept = headers.accept ?? '*/*';
    const short = method === 'POST' && query === '' ? await shortcut(accept, body, context) : undefined;
    const dependsOnTree = () => nature.isQuery && nature.dependsOnTree;
    if (short !== undefined && 'text' in short) {
      return {
        status: 200,
        body: short.text,
        headers: { 'content-type': short.contentType },
        code: nature.code,
        dependsOnTree: dependsOnTree(),
      };
    }
    // Yoga needs only the `Accept` header, and recognises JSON in one spelling of the content type.
    const known = { accept, 'content-type': 'application/json' };
    const request = { method, headers: known, ...(method === 'POST' ? { body } : {}) };
    const response = await yoga.fetch(`http://localhost/graphql?${query}`, request, { ...context, ...short });
    const answered = { status: response.status, body: await response.text(), code: nature.code };
    return { ...answered, headers: passedHeaders(response.headers), dependsOnTree: dependsOnTree() };
  }

  return { name: 'graphql', methods: ['GET', 'POST'], page: graphiql ? graphiqlPage : undefined, answer, refuse };
}

/**
 * Returns the headers of a Yoga response that reach the caller. The other headers describe a stream
 * (`Transfer-Encoding`, `Connection`, `Cache-Control`, `Content-Encoding: none`), but the response is sent in one piece
 * with its length.
 */
function passedHeaders(headers: Headers): Record<string, string> {
  const passed = ['content-type', 'allow', 'accept', 'idempotency-replayed'];
  return Object.fromEntries(passed.map((name) => [name, headers.get(name)] as const).filter(isPresent));
}

function isPresent(header: readonly [name: string, value: string | null]): header is readonly [string, string] {
  return header[1] !== null;
}

/** Refuses an `operationName` that is not a string. Yoga would report such a request as an unknown operation. */
const checkingOperationName: Plugin<GraphqlContext> = {
  onParams({ params }) {
    const operationName: unknown = params.operationName ?? '';
    if (typeof operationName === 'string') return;
    const message = '`operationName` must be text. Send the name of an operation of the document, or leave it out.';
    throw new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } });
  },
};

/** Makes Yoga serialise an existing result. */
const showingResults: Plugin<GraphqlContext> = {
  onParams({ context, setResult }) {
    const { result } = context as { readonly result?: ExecutionResult };
    if (result !== undefined) setResult(result);
  },
};

const doorErrors = {
  ...refusalMessages,
  ...gatewayErrorMessages(),
  METHOD_NOT_ALLOWED: 'GraphQL accepts POST, and GET for queries.',
  UNAUTHENTICATED:
    'The request has no credential, an unknown one, or two that differ. Send one credential, as `x-api-key: …` or `Authorization: Bearer …`.',
  BAD_EMULATION: 'The header X-On-Behalf-Of must be the `databaseId` of one operator. Send it once.',
  UNSUPPORTED_MEDIA_TYPE: 'The body of a POST must be JSON. Send it with `Content-Type: application/json`.',
  UNEXPECTED: 'Unexpected error.',
} satisfies Record<Refusal, string>;

function refuse(refusal: Refusal, requestId: string): Answer {
  return errorAnswer(refusalStatus[refusal], refusal, doorErrors[refusal], requestId);
}

function errorAnswer(status: number, code: string, message: string, requestId?: string): Answer {
  return { ...jsonAnswer(status, { errors: [{ message, extensions: { code, requestId } }] }), code };
}

type RequestContext = YogaInitialContext & GraphqlContext;

/** Returns the changes to the context of a request on behalf of an operator. */
async function emulated({ params, useCase, reader, readerOf, now, record }: RequestContext, log: Logger) {
  try {
    const acting = await emulationOf(useCase, params.extensions);
    if (acting === useCase) return { useCase, reader, now };
    recordActor(record, acting.actor);
    return { useCase: acting, reader: readerOf(acting), now: acting.asOf };
  } catch (error) {
    throw contextFailure(error, log, useCase.requestId);
  }
}

/** Returns what is wrong with the parameters of a GET request. Yoga would report it as an internal error. */
function faultIn(query: string): string | undefined {
  if (query === '') return undefined;
  const parameters = new URLSearchParams(query);
  const wrong = ['variables', 'extensions'].find((name) => !isJsonObject(parameters.get(name) ?? '{}'));
  return wrong && `The parameter \`${wrong}\` is not a JSON object.`;
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && !Array.isArray(value);
  } catch {
    return false;
  }
}
