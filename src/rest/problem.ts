import type { OutgoingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { errorMessage, gatewayErrorMessages } from '../error-messages.ts';
import { type Answer, jsonAnswer, type Refusal, refusalStatus } from '../http/door.ts';
import { refusalMessages } from '../http/refusal-messages.ts';
import type { DomainError } from '../shared/domain-error.ts';
import { InvalidInputError } from '../shared/input.ts';
import { memberName } from '../shared/vocabulary.ts';
import type { Dialect } from './dialect.ts';
import { problemStatus } from './problem-status.ts';

/** The reasons why a request matches no operation. */
type RequestProblemCode = 'NOT_FOUND' | 'METHOD_NOT_ALLOWED' | 'UNSUPPORTED_MEDIA_TYPE';

/** A request that matches no operation. Nothing was executed. */
export class RequestProblem extends Error {
  override readonly name = 'RequestProblem';
  readonly code: RequestProblemCode;
  readonly headers: OutgoingHttpHeaders;

  constructor(code: RequestProblemCode, headers: OutgoingHttpHeaders = {}) {
    super(code);
    this.code = code;
    this.headers = headers;
  }
}

const statuses = { ...refusalStatus, NOT_FOUND: 404 } satisfies Record<RequestProblemCode | Refusal, number>;

const doorErrors = {
  ...refusalMessages,
  METHOD_NOT_ALLOWED: 'This path does not accept this method. The header Allow lists the methods that it accepts.',
  UNSUPPORTED_MEDIA_TYPE: 'The body must be JSON. Send it with Content-Type: application/json.',
  UNAUTHENTICATED:
    'The request has no credential, an unknown one, or two that differ. Send one credential: a token as Authorization: Bearer, or a key as x-api-key.',
  BAD_EMULATION: 'The header X-On-Behalf-Of must be the id of one user. Send it once.',
  UNEXPECTED: 'An unexpected error occurred. Contact the provider of this service, and name the request_id.',
} satisfies Record<
  Exclude<RequestProblemCode | Refusal, 'NOT_FOUND' | keyof ReturnType<typeof gatewayErrorMessages>>,
  string
>;

/** Text that is not UTF-8 is an invalid input, like a body that is not JSON. */
const notUtf8 = {
  URL_NOT_UTF8: 'expected percent-encoded UTF-8 in the URL, found bytes that are not UTF-8',
  BODY_NOT_UTF8: 'expected UTF-8, found bytes that are not UTF-8',
} satisfies Partial<Record<Refusal, string>>;

function isNotUtf8(code: string): code is keyof typeof notUtf8 {
  return Object.hasOwn(notUtf8, code);
}

/** The error format of every REST API: RFC 9457. */
export const Problem = z
  .object({
    type: z.string().meta({ description: 'A permanent identifier of the kind of problem.', format: 'uri' }),
    title: z.string().describe('The kind of problem, for people.'),
    status: z.int().describe('The HTTP status of the response.'),
    detail: z
      .string()
      .describe(
        'A message for people: what is wrong, what was found, what was expected, and what to do. It may change.',
      ),
    code: z.string().describe('The kind of problem, for programs. It does not change.'),
    errors: z
      .array(
        z.object({
          path: z.string().describe('The path of the parameter or member, separated by dots.'),
          message: z.string().describe('What was expected and what was found.'),
        }),
      )
      .describe('All errors in the input. Empty for other kinds of problem.'),
    request_id: z.string().describe('The id of the request, as in the header X-Request-Id.'),
  })
  .meta({
    id: 'Problem',
    description: 'The reason for which a request failed (RFC 9457).',
    examples: [
      {
        type: 'urn:tenure:problem:invalid-input',
        title: 'Invalid input',
        status: 400,
        detail: 'page: expected a whole number from 1, found 0',
        code: 'INVALID_INPUT',
        errors: [{ path: 'page', message: 'expected a whole number from 1, found 0' }],
        request_id: '6f1f4a0e-4f0b-4a55-9d1e-0b6a3f1d2c11',
      },
    ],
  });

/** Returns a domain error in the terms of a dialect. */
export function problemFactsOf({ vocabulary }: Speaker, error: DomainError): Facts {
  const issues = error instanceof InvalidInputError ? error.issues : [];
  const errors = issues.map(({ path, message }) => ({
    path: path.map((member) => memberName(vocabulary, member)).join('.'),
    message,
  }));
  return { status: problemStatus[error.code], code: error.code, detail: errorMessage(error, vocabulary), errors };
}

type Speaker = Pick<Dialect, 'vocabulary'>;

/** Returns the answer for a domain error in the terms of a dialect. */
export function domainProblem(dialect: Speaker, error: DomainError, requestId: string): Answer {
  return problemAnswer(problemFactsOf(dialect, error), requestId);
}

/** Returns the answer for a request that reaches no operation, in the terms of a dialect. */
export function requestProblem(
  dialect: Pick<Dialect, 'basePath'> & Speaker,
  code: RequestProblemCode | Refusal,
  requestId: string,
  headers: OutgoingHttpHeaders = {},
): Answer {
  if (isNotUtf8(code)) {
    return domainProblem(dialect, new InvalidInputError([{ path: [], message: notUtf8[code] }]), requestId);
  }
  const messages = {
    ...doorErrors,
    ...gatewayErrorMessages(dialect.vocabulary),
    NOT_FOUND: `This path does not exist. ${dialect.basePath}/openapi.json lists all paths.`,
  };
  const detail = messages[code];
  return problemAnswer({ status: statuses[code], code, detail, errors: [] }, requestId, headers);
}

type Facts = Pick<z.output<typeof Problem>, 'status' | 'code' | 'detail' | 'errors'>;

function problemAnswer(facts: Facts, requestId: string, headers: OutgoingHttpHeaders = {}): Answer {
  const { status, code, detail, errors } = facts;
  const messages = code.toLowerCase().replaceAll('_', ' ');
  const problem: z.output<typeof Problem> = {
    type: `urn:tenure:problem:${messages.replaceAll(' ', '-')}`,
    title: `${messages.charAt(0).toUpperCase()}${messages.slice(1)}`,
    status,
    detail,
    code,
    errors,
    request_id: requestId,
  };
  const contentType = 'application/problem+json; charset=utf-8';
  return { ...jsonAnswer(status, problem, { ...headers, 'content-type': contentType }), code };
}
