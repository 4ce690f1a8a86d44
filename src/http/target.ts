import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { UnreadableError } from './content.ts';

/** What a request asks for, as it stands in its first line and in ASCII. */
export interface Target {
  readonly path: string;
  /** The part behind the question mark, with its percent signs. */
  readonly query: string;
}

/** The target of a request, which a proxy may have sent as a whole URL. */
export function targetOf({ url = '/' }: IncomingMessage): Target {
  const [path = '/', ...query] = inAscii(url)
    .replace(/^https?:\/\/[^/?]*/i, '')
    .split('?');
  return { path: path === '' ? '/' : path, query: query.join('?') };
}

/** Node gives every byte of a target as the character of that number; those beyond ASCII belong behind percent signs. */
function inAscii(url: string): string {
  return url.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`);
}

/**
 * Checks that the bytes behind the percent signs of a target are UTF-8, so that nobody who decodes them later has to
 * replace any.
 *
 * @throws {UnreadableError} if they are not
 */
export function checkTarget({ path, query }: Target): void {
  if (![path, query].every((part) => isUtf8(bytesOf(part)))) throw new UnreadableError('URL_NOT_UTF8');
}

function bytesOf(part: string): Buffer {
  const decoded = part.replace(/%([0-9a-f]{2})/gi, (_, digits) => String.fromCharCode(Number.parseInt(digits, 16)));
  return Buffer.from(decoded, 'latin1');
}
