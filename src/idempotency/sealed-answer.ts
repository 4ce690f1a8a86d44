import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** What is kept of a key and of its request, and how the answer is closed: nothing of it reveals them. */
export interface Seal {
  /** The SHA-256 of scope and key. */
  readonly keyHash: Buffer;
  /** A keyed hash of the request: without the key, nobody can try what it may have said. */
  readonly requestHash: Buffer;
  close(text: string): Buffer;
  open(answer: Buffer): string;
}

const algorithm = 'aes-256-gcm';
const nonceLength = 12;
const tagLength = 16;

/**
 * The seal of one key. What closes an answer is derived from the key itself, which is not kept: an answer may show a
 * credential that is shown once, and must not lie there for whoever gets hold of a dump.
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

/** No two lists of parts have the same hash: each part is preceded by its length. */
function hashOfParts(key: Buffer, parts: readonly string[]): Buffer {
  const hmac = createHmac('sha256', key);
  for (const part of parts) hmac.update(`${Buffer.byteLength(part)}\0`).update(part);
  return hmac.digest();
}
