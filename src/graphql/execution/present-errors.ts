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

/** Presents the errors of validation and the errors that Yoga itself raises. */
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
 * Returns a result with its errors as a caller may see them. An error that the caller can understand keeps its message
 * and gets a code. Any other error is logged with the request id and shown as an unexpected error. The errors of a
 * stored response are already presented.
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

/** Returns the code of the first top-level error of a presented result, or undefined if there is no error. */
export function codeOf({ errors }: Pick<ExecutionResult, 'errors'>): string | undefined {
  const code = errors?.[0]?.extensions?.['code'];
  return typeof code === 'string' ? code : undefined;
}

/**
 * Restores an error from a stored response. A plain object would be treated as an unexpected error. It has a path, but
 * no locations in the document.
 */
function restored({ message, path, extensions }: GraphQLFormattedError): GraphQLError {
  return new GraphQLError(message, { path: path ?? null, extensions: extensions ?? null });
}

/** Returns the first cause that says nothing about the request, such as an outage or an internal error. */
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

/** Presents an error from before the execution: an outage, or an internal error, which is logged. */
export function contextFailure(error: unknown, log: Logger, requestId: string): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const cause = fromDatabaseError(error);
  if (cause instanceof DomainError) return new GraphQLError(errorMessage(cause), { extensions: extensionsOf(cause) });
  log.error({ requestId, err: cause }, 'unexpected error in GraphQL');
  const extensions = { code: 'INTERNAL_SERVER_ERROR', requestId, http: { status: 500 } };
  return new GraphQLError('Unexpected error.', { extensions });
}

/** Returns the error with a code. Details of the body parser are removed, because they repeat parts of the body. */
function withCode(error: GraphQLError): GraphQLError {
  const { originalError, http, ...extensions } = error.extensions;
  // Yoga keeps the status of a parser error for every accepted content type.
  const status = originalError === undefined ? http : { ...(http as object), spec: false };
  return answer(error, error.message, { code: 'BAD_REQUEST', ...extensions, ...(status ? { http: status } : {}) });
}

/**
 * Returns the error with the status 400 if it has none. A response without `data` is 4xx or 5xx as
 * `application/graphql-response+json`; `spec` makes Yoga answer 200 as `application/json`, because the request is
 * well-formed. Yoga itself gives an unknown operation 400 in both.
 */
function withErrorStatus(error: GraphQLError): GraphQLError {
  const { code, http } = error.extensions;
  if (http !== undefined && code !== 'OPERATION_RESOLUTION_FAILURE') return error;
  return answer(error, error.message, { ...error.extensions, http: { status: 400, spec: true } });
}

/** Returns the error that a resolver threw, without the wrappers of GraphQL.js. */
function originOf(error: GraphQLError): unknown {
  const { originalError } = error;
  if (originalError === undefined) return error;
  return originalError instanceof GraphQLError ? originOf(originalError) : originalError;
}

function extensionsOf(error: DomainError): Record<string, unknown> {
  if (error.code !== 'UNAVAILABLE') return { code: error.code };
  return { code: error.code, http: { status: 503 } };
}

/** The HTTP status of a response without data. */
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

/** Returns the error at the same location, with another message and other extensions, and without its cause. */
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
 * Returns the message of GraphQL.js without the values that it repeats, which may be secret or personal data. For an
 * enum it adds the accepted values, so that callers need not look them up.
 */
function messageFor(error: GraphQLError, schema: GraphQLSchema): string {
  const message = withoutVariable(error)
    .replace(/( cannot represent [\w -]+ value): .*$/s, '$1.')
    .replace(/^(Expected value of type "[^"]+"), found (?!null\b).*$/s, '$1.')
    // Validation already omits suggestions. This removes them from errors about values.
    .replace(/ Did you mean [^?]*\?/g, '');
  const [, name] = /[Ee]num "(\w+)"|"(\w+)" enum/.exec(message)?.filter(Boolean) ?? [];
  const type = name === undefined ? undefined : schema.getType(name);
  if (!isEnumType(type)) return message;
  const values = type.getValues().map((value) => value.name);
  return `${message} Accepted are ${values.join(', ')}.`;
}

/** Returns the message about an invalid variable without the value of the variable. */
function withoutVariable({ message, originalError }: GraphQLError): string {
  const reason = originalError?.message ?? '';
  const [, variable] = /^(Variable "\$\w+") got invalid value /.exec(message) ?? [];
  if (variable === undefined || !message.endsWith(`; ${reason}`)) return message;
  const [place = ''] = / at "[^"\\]*"$/.exec(message.slice(0, -reason.length - 2)) ?? [];
  return `${variable} got an invalid value${place}; ${reason}`;
}
