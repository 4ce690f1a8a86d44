import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import type { TerminalContext, UseCaseContext } from '../shared/use-case-context.ts';
import type { RequestRecord } from './request-record.ts';

/** A request, read to its end. */
interface ReadRequest {
  readonly method: string;
  readonly path: string;
  /** What stands behind the question mark of the URL, with its percent signs; the bytes behind those are UTF-8. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  /** The text of the body, without a byte order mark. */
  readonly body: string;
  /** Where a door notes for the request log what the request asks for. */
  readonly record: RequestRecord;
}

/** A request of somebody known. */
export interface Call extends ReadRequest {
  readonly useCase: UseCaseContext;
  /** The values of the header `Idempotency-Key`, one for each time it was sent. */
  readonly idempotencyKeys: readonly string[];
}

/** A request that anybody may make, before they have said who they are. */
export interface PublicCall extends ReadRequest {
  readonly context: TerminalContext;
  readonly requestId: string;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: OutgoingHttpHeaders;
  /** The code of the refusal or error, for the request log; missing from a success. */
  readonly code?: string | undefined;
  /**
   * Whether it was only read and shows where organisations stand. Such an answer is given again where something was
   * moved meanwhile, so that nobody ever sees half of a move.
   */
  readonly dependsOnTree?: boolean;
}

/** Why a request gets nowhere, whatever it asks for. */
export type Refusal =
  | 'METHOD_NOT_ALLOWED'
  | 'UNAUTHENTICATED'
  | 'BAD_EMULATION'
  | 'EMULATION_REFUSED'
  | 'PERMISSION_DENIED'
  | 'RATE_LIMITED'
  | 'URL_NOT_UTF8'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'UNSUPPORTED_CONTENT_ENCODING'
  | 'UNSUPPORTED_CHARSET'
  | 'BODY_NOT_UTF8'
  | 'BODY_INCOMPLETE'
  | 'BODY_TOO_LARGE'
  | 'UNAVAILABLE'
  | 'UNEXPECTED';

export const refusalStatus = {
  METHOD_NOT_ALLOWED: 405,
  UNAUTHENTICATED: 401,
  BAD_EMULATION: 400,
  EMULATION_REFUSED: 403,
  PERMISSION_DENIED: 403,
  RATE_LIMITED: 429,
  URL_NOT_UTF8: 400,
  UNSUPPORTED_MEDIA_TYPE: 415,
  UNSUPPORTED_CONTENT_ENCODING: 415,
  UNSUPPORTED_CHARSET: 415,
  BODY_NOT_UTF8: 400,
  BODY_INCOMPLETE: 400,
  BODY_TOO_LARGE: 413,
  UNAVAILABLE: 503,
  UNEXPECTED: 500,
} satisfies Record<Refusal, number>;

/** The headers that HTTP wants with a refusal, at every door. */
export const refusalHeaders: Readonly<Partial<Record<Refusal, OutgoingHttpHeaders>>> = {
  // RFC 9110, 12.5.3: which content codings would have been accepted.
  UNSUPPORTED_CONTENT_ENCODING: { 'accept-encoding': 'identity' },
};

/** What every door can do: the HTTP around it is the same for all. */
interface AnyDoor {
  /** What the request log calls it. */
  readonly name: string;
  readonly methods: readonly string[];
  /** The same refusal in the door's own form. */
  refuse(refusal: Refusal, requestId: string): Answer;
}

/** One dialect, for those who have said who they are. */
export interface Door extends AnyDoor {
  /** The page for a person at a browser, if the door has one. It shows nothing that needs a key. */
  readonly page?: (() => Promise<string>) | undefined;
  answer(call: Call): Promise<Answer>;
}

/** A door that is open to everybody. */
export interface PublicDoor extends AnyDoor {
  /** Whether it can do nothing before the database is prepared. */
  readonly needsDatabase?: boolean;
  answer(call: PublicCall): Promise<Answer>;
}

/** An answer in JSON. */
export function jsonAnswer(status: number, body: unknown, headers: OutgoingHttpHeaders = {}): Answer {
  return {
    status,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  };
}
