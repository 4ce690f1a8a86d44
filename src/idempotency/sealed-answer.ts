import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/**
 * The stored hashes of a key and its request, and the encryption of the response. None of them reveals the key or the
 * request.
 */
export interface Seal {
  /** The SHA-256 of scope and key. */
  readonly keyHash: Buffer;
  /** A keyed hash of the request. Without the key it cannot be tested against guesses. */
  readonly requestHash: Buffer;
  close(text: string): Buffer;
  open(answer: Buffer): string;
}

const algorithm = 'aes-256-gcm';
const nonceLength = 12;
const tagLength = 16;

/**
 * Returns the seal of a key. The encryption key is derived from the idempotency key, which is not stored: a response
 * may contain a credential, and a dump of the table must not reveal it.
 */
export function sealOf(serverKey: Buffer, scope: string, key: string, request: readonly string[]): Seal {
  const keyHash = createHash('sha256').update(`${scope}\0${key}`).digest();
  const derived = Buffer.from(hkdfSync('sha256', key, serverKey, `tenure idempotency\0${scope}`, 64));
  const [closing, hashing] = [derived.subarray(0, 32), derived.subarray(32)];
  const requestHash = hashOfParts(hashing, request);
  const bound = Buffer.concat([keyHash, requestHash]);
  return {
    keyHash,
    requestHash,
    close(text) {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv(algorithm, closing, nonce).setAAD(bound);
      const closed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), closed]);
    },
    open(answer) {
      const nonce = answer.subarray(0, nonceLength);
      const tag = answer.subarray(nonceLength, nonceLength + tagLength);
      const decipher = createDecipheriv(algorithm, closing, nonce).setAAD(bound).setAuthTag(tag);
      const text = Buffer.concat([decipher.update(answer.subarray(nonceLength + tagLength)), decipher.final()]);
      return text.toString('utf8');
    },
  };
}

/** Each part is preceded by its length, so that different lists of parts have different hashes. */
function hashOfParts(key: Buffer, parts: readonly string[]): Buffer {
  const hmac = createHmac('sha256', key);
  for (const part of parts) hmac.update(`${Buffer.byteLength(part)}\0`).update(part);
  return hmac.digest();
}
