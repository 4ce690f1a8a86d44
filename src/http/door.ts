import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import type { TerminalContext, UseCaseContext } from '../shared/use-case-context.ts';
import type { RequestRecord } from './request-record.ts';

/** A request whose body has been read. */
interface ReadRequest {
  readonly method: string;
  readonly path: string;
  /** The query string of the URL, still percent-encoded. Its decoded bytes are UTF-8. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  /** The text of the body, without a byte order mark. */
  readonly body: string;
  /** The fields of the request log. The door adds the operation. */
  readonly record: RequestRecord;
}

/** An authenticated request. */
export interface Call extends ReadRequest {
  readonly useCase: UseCaseContext;
  /** The values of the `Idempotency-Key` header, one for each occurrence. */
  readonly idempotencyKeys: readonly string[];
}

/** A request without authentication. */
export interface PublicCall extends ReadRequest {
  readonly context: TerminalContext;
  readonly requestId: string;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: OutgoingHttpHeaders;
  /** The code of the refusal or error, for the request log. Absent on success. */
  readonly code?: string | undefined;
  /**
   * Whether the answer is a read that shows positions in the organisation tree. Such an answer is made again if an
   * organisation was moved meanwhile, so that no caller sees half of a move.
   */
  readonly dependsOnTree?: boolean;
}

/** The reasons to refuse a request before its operation is known. */
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

/** The headers that HTTP requires for a refusal at every door. */
export const refusalHeaders: Readonly<Partial<Record<Refusal, OutgoingHttpHeaders>>> = {
  // RFC 9110, 12.5.3: the accepted content codings.
  UNSUPPORTED_CONTENT_ENCODING: { 'accept-encoding': 'identity' },
};

/** The common part of all doors. */
interface AnyDoor {
  /** The name of the door in the request log. */
  readonly name: string;
  readonly methods: readonly string[];
  /** Returns the refusal in the format of this door. */
  refuse(refusal: Refusal, requestId: string): Answer;
}

/** A door for authenticated requests, in one dialect. */
export interface Door extends AnyDoor {
  /** The page for browsers, if the door has one. It shows nothing that requires a key. */
  readonly page?: (() => Promise<string>) | undefined;
  answer(call: Call): Promise<Answer>;
}

/** A door without authentication. */
export interface PublicDoor extends AnyDoor {
  /** Whether the door depends on a migrated database. */
  readonly needsDatabase?: boolean;
  answer(call: PublicCall): Promise<Answer>;
}

/** Returns an answer with a JSON body. */
export function jsonAnswer(status: number, body: unknown, headers: OutgoingHttpHeaders = {}): Answer {
  return {
    status,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  };
}
