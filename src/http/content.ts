import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Refusal } from './door.ts';

/** The text of a request cannot be decoded. `refusal` is the reason. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
  readonly refusal: Refusal;

  constructor(refusal: Refusal, cause?: unknown) {
    super('The text of the request cannot be read', { cause });
    this.refusal = refusal;
  }
}

/**
 * Returns the media type of a body in lower case, without parameters. Returns an empty string if the request has no
 * `Content-Type`.
 */
export function mediaTypeIn(headers: IncomingHttpHeaders): string {
  const [mediaType = ''] = (headers['content-type'] ?? '').split(';');
  return mediaType.trim().toLowerCase();
}

/**
 * Whether the `Content-Type` is JSON. A browser sends JSON to another site only after a preflight request, which this
 * gateway never allows. Any page can send the other content types with the visitor's credentials.
 */
export function isSaidToBeJson(headers: IncomingHttpHeaders): boolean {
  return /^application\/json *(;|$)/i.test(headers['content-type'] ?? '');
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Returns the text of a body, without a byte order mark. A body that is compressed, in another charset or not UTF-8 is
 * refused, because a replacement character could turn one id into another.
 *
 * @throws {UnreadableError} if the headers name a content coding or another charset, or the bytes are not UTF-8
 */
export function textIn({ headersDistinct }: Pick<IncomingMessage, 'headersDistinct'>, body: Buffer): string {
  if (body.length === 0) return '';
  if (!codingsIn(headersDistinct['content-encoding']).every((coding) => coding === 'identity')) {
    throw new UnreadableError('UNSUPPORTED_CONTENT_ENCODING');
  }
  if (!charsetsIn(headersDistinct['content-type']).every((charset) => /^utf-?8$/.test(charset))) {
    throw new UnreadableError('UNSUPPORTED_CHARSET');
  }
  try {
    return utf8.decode(body);
  } catch (cause) {
    throw new UnreadableError('BODY_NOT_UTF8', cause);
  }
}

function codingsIn(values: readonly string[] = []): string[] {
  const codings = values.flatMap((value) => value.toLowerCase().split(','));
  return codings.map((coding) => coding.trim()).filter((coding) => coding !== '');
}

function charsetsIn(values: readonly string[] = []): string[] {
  const named = values.flatMap((value) => [...value.matchAll(/;\s*charset\s*=\s*["']?([^\s;"',]+)/gi)]);
  return named.map(([, charset = '']) => charset.toLowerCase());
}

/** Whether a JSON value is an object. Arrays and null are not objects. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
