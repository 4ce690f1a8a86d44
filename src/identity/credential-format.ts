import { hash, randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** What a credential is for: a key of a real or of a sandbox organisation, the secret of an API client, a token. */
export type CredentialPurpose = 'tenure' | 'sandbox' | 'client' | 'token';

/**
 * A new credential: what it is for, an id that people may see, a secret of 190 random bits and a checksum. The form is a
 * hint for people and for programs that look for leaked secrets; a credential is recognised by the hash of the whole.
 */
export function newCredential(purpose: CredentialPurpose): string {
  const hint = `${purpose}_${randomText(8)}`;
  const body = `${hint}_${randomText(32)}`;
  return `${body}${checksum(body)}`;
}

/** What may be shown of a credential, to tell it from others. */
export function hintOf(key: string): string {
  const [, hint] = /^((?:sandbox|tenure|client|token)_[0-9A-Za-z]{8})_[0-9A-Za-z]{38}$/.exec(key) ?? [];
  return hint ?? `${key.slice(0, 6)}…`;
}

/** Whether a credential has the form of an access token: a hint, and no more. */
export function looksLikeToken(credential: string): boolean {
  return credential.startsWith('token_');
}

/** The SHA-256 of the whole credential. A slow hash would add nothing: there are too many secrets to guess. */
export function hashOf(key: string): Buffer {
  return hash('sha256', key, 'buffer');
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
