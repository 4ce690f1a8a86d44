import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Refusal } from './door.ts';

/** The text of a request can't be read without guessing. The refusal says why. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
  readonly refusal: Refusal;

  constructor(refusal: Refusal, cause?: unknown) {
    super('The text of the request can not be read', { cause });
    this.refusal = refusal;
  }
}

/** The media type of a body, in lower case and without parameters; empty if the request names none. */
export function mediaTypeIn(headers: IncomingHttpHeaders): string {
  const [mediaType = ''] = (headers['content-type'] ?? '').split(';');
  return mediaType.trim().toLowerCase();
}

/**
 * Whether a body is said to be JSON. A browser sends that across sites only after it has asked, and nobody is allowed to:
 * the other kinds of bodies are those that any page may send in the name of whoever looks at it.
 */
export function isSaidToBeJson(headers: IncomingHttpHeaders): boolean {
  return /^application\/json *(;|$)/i.test(headers['content-type'] ?? '');
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The text of a body, without a byte order mark. A body is UTF-8 as it stands: what is compressed, in another charset or
 * not UTF-8 is refused, because replacing a byte could turn one id into another.
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

/** Whether JSON is an object: no list, and not null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
