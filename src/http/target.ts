import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { UnreadableError } from './content.ts';

/** The parts of a request target. Node's parser refuses targets with non-ASCII bytes. */
export interface Target {
  readonly path: string;
  /** The query string, still percent-encoded. */
  readonly query: string;
}

/** Returns the target of a request. A proxy may send it in absolute form. */
export function targetOf({ url = '/' }: IncomingMessage): Target {
  const [path = '/', ...query] = url.replace(/^https?:\/\/[^/?]*/i, '').split('?');
  return { path: path === '' ? '/' : path, query: query.join('?') };
}

/**
 * Checks that the percent-encoded bytes of a target are UTF-8, so that decoding never replaces a byte.
 *
 * @throws {UnreadableError} if they are not UTF-8
 */
export function checkTarget({ path, query }: Target): void {
  if (![path, query].every((part) => isUtf8(bytesOf(part)))) throw new UnreadableError('URL_NOT_UTF8');
}

function bytesOf(part: string): Buffer {
  const decoded = part.replace(/%([0-9a-f]{2})/gi, (_, digits) => String.fromCharCode(Number.parseInt(digits, 16)));
  return Buffer.from(decoded, 'latin1');
}
