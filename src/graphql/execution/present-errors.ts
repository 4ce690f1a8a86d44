import {
  type ExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  isEnumType,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import { fromDatabaseError } from '../../db/database-error.ts';
import { errorMessage } from '../../error-messages.ts';
import { DomainError } from '../../shared/domain-error.ts';
import type { GraphqlContext } from './context.ts';
import { limitMessageOf } from './validation-limits.ts';

/** Presents what went wrong before there was an operation to execute, and what Yoga itself refuses. */
export function usePresentedErrors(): Plugin<GraphqlContext, GraphqlContext> {
  return {
    onValidate:
      ({ params }) =>
      ({ result, setResult }) => {
        const errors = result as readonly GraphQLError[];
        const shownMessage = (error: GraphQLError) =>
          limitMessageOf(error.message, params.documentAST) ?? messageFor(error, params.schema);
        setResult(errors.map((error) => answer(error, shownMessage(error), error.extensions)));
      },
    onResultProcess({ result, setResult, serverContext: { nature } }) {
      if (!('errors' in result) || result.errors === undefined) return;
      const errors = result.errors.map(withCode);
      const shown = { ...result, errors: result.data === undefined ? errors.map(withErrorStatus) : errors };
      nature.code ??= codeOf(shown);
      setResult(shown);
    },
  };
}

/**
 * A result with its errors as a caller may see them: what can be understood keeps its message and gets a code; everything
 * else is logged under the request's id and answered as an unexpected error. Those of an answer that was kept are so
 * already.
 */
export function presentedResult(
  { errors, ...rest }: ExecutionResult,
  schema: GraphQLSchema,
  log: Logger,
  requestId: string,
): ExecutionResult {
  if (errors === undefined) return rest;
  const present = (error: GraphQLError) =>
    error instanceof GraphQLError ? presented(error, schema, log, requestId) : restored(error);
  const shown = errors.map(present);
  return { errors: 'data' in rest ? shown : shown.map(withStatus), ...rest };
}

/** The code of the first top-level error of a presented result; undefined where there is no error. */
export function codeOf({ errors }: Pick<ExecutionResult, 'errors'>): string | undefined {
  const code = errors?.[0]?.extensions?.['code'];
  return typeof code === 'string' ? code : undefined;
}

/**
 * An error as it was kept with its answer: without its kind it would be taken for a fault of ours. It tells where in the
 * answer it belongs, but no line of the document.
 */
function restored({ message, path, extensions }: GraphQLFormattedError): GraphQLError {
  return new GraphQLError(message, { path: path ?? null, extensions: extensions ?? null });
}

/** What failed for a reason that says nothing about the request, such as an outage or a fault of ours. */
export function failureIn({ errors = [] }: ExecutionResult): unknown {
  return errors.map((error) => fromDatabaseError(originOf(error))).find((cause) => !isAnswer(cause));
}

function isAnswer(cause: unknown): boolean {
  if (cause instanceof DomainError) return cause.code !== 'CONFLICT' && cause.code !== 'UNAVAILABLE';
  return cause instanceof GraphQLError;
}

function presented(error: GraphQLError, schema: GraphQLSchema, log: Logger, requestId: string): GraphQLError {
  const cause = fromDatabaseError(originOf(error));
  if (cause instanceof DomainError) return answer(error, errorMessage(cause), extensionsOf(cause));
  if (cause instanceof GraphQLError) {
    const code = cause.extensions['code'] ?? error.extensions['code'] ?? 'BAD_USER_INPUT';
    return answer(error, messageFor(error, schema), { ...error.extensions, code });
  }
  log.error({ requestId, err: cause, path: error.path }, 'unexpected error in GraphQL');
  return answer(error, 'Unexpected error.', { code: 'INTERNAL_SERVER_ERROR', requestId });
}

/** What a caller may see of a failure before its operation began: an outage, or a fault of ours, which is logged. */
export function contextFailure(error: unknown, log: Logger, requestId: string): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const cause = fromDatabaseError(error);
  if (cause instanceof DomainError) return new GraphQLError(errorMessage(cause), { extensions: extensionsOf(cause) });
  log.error({ requestId, err: cause }, 'unexpected error in GraphQL');
  const extensions = { code: 'INTERNAL_SERVER_ERROR', requestId, http: { status: 500 } };
  return new GraphQLError('Unexpected error.', { extensions });
}

/** The same error with a code, and without what the parser of a body says of it: that repeats parts of the body. */
function withCode(error: GraphQLError): GraphQLError {
  const { originalError, http, ...extensions } = error.extensions;
  // Yoga tells from the parser's words that this status holds for whatever kind of answer is accepted.
  const status = originalError === undefined ? http : { ...(http as object), spec: false };
  return answer(error, error.message, { code: 'BAD_REQUEST', ...extensions, ...(status ? { http: status } : {}) });
}

/**
 * The same error with the status 400 if it has none. A response without `data` is 4xx or 5xx as
 * `application/graphql-response+json`; `spec` makes Yoga answer 200 as `application/json`, because the request is
 * well-formed. Yoga itself gives an unknown operation 400 in both.
 */
function withErrorStatus(error: GraphQLError): GraphQLError {
  const { code, http } = error.extensions;
  if (http !== undefined && code !== 'OPERATION_RESOLUTION_FAILURE') return error;
  return answer(error, error.message, { ...error.extensions, http: { status: 400, spec: true } });
}

/** The error that a resolver threw, beneath what GraphQL wrapped around it; or the error itself. */
function originOf(error: GraphQLError): unknown {
  const { originalError } = error;
  if (originalError === undefined) return error;
  return originalError instanceof GraphQLError ? originOf(originalError) : originalError;
}

function extensionsOf(error: DomainError): Record<string, unknown> {
  if (error.code !== 'UNAVAILABLE') return { code: error.code };
  return { code: error.code, http: { status: 503 } };
}

/** The status of an answer that has no data, because nothing of the document was done. */
const statuses: Readonly<Record<string, number>> = {
  UNAVAILABLE: 503,
  CONFLICT: 409,
  IDEMPOTENCY_KEY_INVALID: 400,
  IDEMPOTENCY_KEY_IN_USE: 409,
  IDEMPOTENCY_KEY_REUSED: 422,
  INTERNAL_SERVER_ERROR: 500,
};

function withStatus(error: GraphQLError): GraphQLError {
  const status = statuses[String(error.extensions['code'])];
  return status === undefined ? error : answer(error, error.message, { ...error.extensions, http: { status } });
}

/** The same error in the same place, without what led to it. */
function answer(error: GraphQLError, message: string, extensions: Record<string, unknown>): GraphQLError {
  const { nodes, source, positions, path } = error;
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    path: path ?? null,
    extensions,
  });
}

/**
 * GraphQL's own words for what can't be understood, without the values that it repeats, which may be secret or personal,
 * and with those that an enum accepts: a caller should not have to look them up.
 */
function messageFor(error: GraphQLError, schema: GraphQLSchema): string {
  const message = withoutVariable(error)
    .replace(/( cannot represent [\w -]+ value): .*$/s, '$1.')
    .replace(/^(Expected value of type "[^"]+"), found (?!null\b).*$/s, '$1.')
    // What GraphQL would have guessed: validation leaves it out already, and here it is left out of values.
    .replace(/ Did you mean [^?]*\?/g, '');
  const [, name] = /[Ee]num "(\w+)"|"(\w+)" enum/.exec(message)?.filter(Boolean) ?? [];
  const type = name === undefined ? undefined : schema.getType(name);
  if (!isEnumType(type)) return message;
  const values = type.getValues().map((value) => value.name);
  return `${message} Accepted are ${values.join(', ')}.`;
}

/** The words for a variable that is wrong, without the whole of it. */
function withoutVariable({ message, originalError }: GraphQLError): string {
  const reason = originalError?.message ?? '';
  const [, variable] = /^(Variable "\$\w+") got invalid value /.exec(message) ?? [];
  if (variable === undefined || !message.endsWith(`; ${reason}`)) return message;
  const [place = ''] = / at "[^"\\]*"$/.exec(message.slice(0, -reason.length - 2)) ?? [];
  return `${variable} got an invalid value${place}; ${reason}`;
}
