import { hash, randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * The purpose of a credential: the key of a real or a sandbox organisation, the secret of an API client, or an access
 * token.
 */
export type CredentialPurpose = 'tenure' | 'sandbox' | 'client' | 'token';

/**
 * Returns a new credential: its purpose, a public id, a secret of 190 random bits, and a checksum. The format is a hint
 * for people and for secret scanners. A credential is recognised only by the hash of the whole value.
 */
export function newCredential(purpose: CredentialPurpose): string {
  const hint = `${purpose}_${randomText(8)}`;
  const body = `${hint}_${randomText(32)}`;
  return `${body}${checksum(body)}`;
}

/** Returns the public part of a credential, which identifies it to people. */
export function hintOf(key: string): string {
  const [, hint] = /^((?:sandbox|tenure|client|token)_[0-9A-Za-z]{8})_[0-9A-Za-z]{38}$/.exec(key) ?? [];
  return hint ?? `${key.slice(0, 6)}…`;
}

/** Whether a credential has the format of an access token. This is only a hint. */
export function looksLikeToken(credential: string): boolean {
  return credential.startsWith('token_');
}

/** Returns the SHA-256 of a credential. A slow hash would add nothing, because 190 random bits cannot be guessed. */
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
