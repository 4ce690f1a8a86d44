import type { Refusal } from './door.ts';

/**
 * The sentences for requests whose text can't be read, for every door that has none of its own. They are in ASCII without
 * quotes and backslashes, which is all that OAuth allows (RFC 6749, 5.2).
 */
export const unreadable = {
  URL_NOT_UTF8: 'The percent-encoded bytes of the URL are not UTF-8. Encode the URL as UTF-8.',
  UNSUPPORTED_CONTENT_ENCODING:
    'The header Content-Encoding says that the body is compressed. Send the body as it is, without Content-Encoding.',
  UNSUPPORTED_CHARSET:
    'The header Content-Type names a charset other than UTF-8. Send the body in UTF-8 and name that charset, or none.',
  BODY_NOT_UTF8: 'The body is not UTF-8. Send it in UTF-8.',
} as const satisfies Partial<Record<Refusal, string>>;
