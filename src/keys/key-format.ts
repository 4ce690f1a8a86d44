import { createHash, randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * A new key: what it is for, an id that people may see, a secret of 190 random bits and a checksum. The form is a hint
 * for people and for programs that look for leaked secrets; a key is recognised by the hash of the whole.
 */
export function newKey(sandbox: boolean): string {
  const hint = `${sandbox ? 'sandbox' : 'tenure'}_${randomText(8)}`;
  const body = `${hint}_${randomText(32)}`;
  return `${body}${checksum(body)}`;
}

/** What may be shown of a key, to tell it from others. */
export function hintOf(key: string): string {
  const [, hint] = /^((?:sandbox|tenure)_[0-9A-Za-z]{8})_[0-9A-Za-z]{38}$/.exec(key) ?? [];
  return hint ?? `${key.slice(0, 6)}…`;
}

/** The SHA-256 of the whole key. A slow hash would add nothing: there are too many keys to guess. */
export function hashOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

function randomText(length: number): string {
  return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
}

function checksum(body: string): string {
  let rest = crc32(body);
  let digits = '';
  for (let place = 0; place < 6; place++) {
    digits = alphabet.charAt(rest % alphabet.length) + digits;
    rest = Math.floor(rest / alphabet.length);
  }
  return digits;
}
