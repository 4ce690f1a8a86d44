import { expect, test } from 'vitest';
import { hashOf, hintOf, newCredential } from '../../src/identity/credential-format.ts';

/** The CRC-32 of a text, bit by bit as its definition has it. */
function crc32(value: string): number {
  let rest = 0xffffffff;
  for (const byte of Buffer.from(value)) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  }
  return (rest ^ 0xffffffff) >>> 0;
}

/** The number that base-62 digits spell: 0–9, then A–Z, then a–z. */
function fromBase62(digits: string): number {
  const values = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  return [...digits].reduce((sum, digit) => sum * 62 + values.indexOf(digit), 0);
}

test.each(['tenure', 'sandbox', 'client', 'token'] as const)(
  'a credential contains its purpose (%s), a public id, a secret and a checksum',
  (purpose) => {
    const key = newCredential(purpose);

    expect(key).toMatch(new RegExp(`^${purpose}_[0-9A-Za-z]{8}_[0-9A-Za-z]{38}$`));
  },
);

test('the last six characters are the CRC-32 of the rest, so that a scanner can recognise a key', () => {
  for (let count = 0; count < 50; count++) {
    const key = newCredential(count % 2 === 0 ? 'sandbox' : 'client');

    expect(fromBase62(key.slice(-6))).toBe(crc32(key.slice(0, -6)));
  }
});

test('no two keys share a random part', () => {
  const keys = Array.from({ length: 1000 }, () => newCredential('tenure'));

  expect(new Set(keys.map((key) => key.slice(16, 48))).size).toBe(1000);
  expect(new Set(keys.map(hintOf)).size).toBe(1000);
});

test('every character of the alphabet occurs in secrets', () => {
  const secrets = Array.from({ length: 200 }, () => newCredential('tenure').slice(16, 48)).join('');

  expect(new Set(secrets).size).toBe(62);
});

test('the hint of a key is its beginning without the secret', () => {
  expect(hintOf('tenure_AbCd1234_00000000000000000000000000000000abcdef')).toBe('tenure_AbCd1234');
  expect(hintOf('sandbox_AbCd1234_00000000000000000000000000000000abcdef')).toBe('sandbox_AbCd1234');
});

test.each([
  ['a-key-that-somebody-chose-by-hand', 'a-key-…'],
  ['tenure_AbCd1234_too-short-for-a-key-of-ours', 'tenure…'],
  ['tenure_AbCd1234_00000000000000000000000000000000abcdef_and_more', 'tenure…'],
])('the hint of a key in another format is its first six characters: %s', (key, hint) => {
  expect(hintOf(key)).toBe(hint);
});

test('a key is found by the SHA-256 of its whole value', () => {
  expect(hashOf('abc').toString('hex')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(hashOf('é').toString('hex')).toBe('4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c');
});
