import type { IncomingHttpHeaders } from 'node:http';

/** What kind of body a request is said to have, in small letters and without parameters; empty when it says nothing. */
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

/** The text of a body. Throws where it is no UTF-8, which would otherwise be read as something else. */
export function textIn(body: Buffer): string {
  return utf8.decode(body);
}

/** The JSON in a body. Throws where it is none, or no UTF-8. */
export function jsonIn(body: Buffer): unknown {
  return JSON.parse(textIn(body));
}

/** Whether JSON is an object: no list, and not null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
