import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a body is said to be JSON. A browser sends that across sites only after it has asked, and nobody is allowed to:
 * the other kinds of bodies are those that any page may send in the name of whoever looks at it.
 */
export function isSaidToBeJson(headers: IncomingHttpHeaders): boolean {
  return /^application\/json *(;|$)/i.test(headers['content-type'] ?? '');
}
