import type { Refusal } from './door.ts';

/**
 * The messages for refusals that are the same at every door. They are ASCII without quotation marks and backslashes,
 * because OAuth allows no other characters (RFC 6749, 5.2).
 */
export const refusalMessages = {
  RATE_LIMITED:
    'Too many requests with this credential or from this address. Wait for the number of seconds in the header Retry-After, then repeat the request.',
  URL_NOT_UTF8: 'The percent-encoded bytes of the URL are not UTF-8. Encode the URL as UTF-8.',
  UNSUPPORTED_CONTENT_ENCODING:
    'The header Content-Encoding says that the body is compressed. Send the body as it is, without Content-Encoding.',
  UNSUPPORTED_CHARSET:
    'The header Content-Type names a charset other than UTF-8. Send the body in UTF-8 and name that charset, or none.',
  BODY_NOT_UTF8: 'The body is not UTF-8. Send it in UTF-8.',
  BODY_INCOMPLETE: 'The body is incomplete. Send the request again.',
  BODY_TOO_LARGE: 'The body is larger than 1 MiB. Send a smaller body.',
} as const satisfies Partial<Record<Refusal, string>>;
