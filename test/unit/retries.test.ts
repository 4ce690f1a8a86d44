import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fingerprint } from '../../src/request-fingerprints/fingerprint.ts';
import { differingMembers } from '../../src/request-fingerprints/rules.ts';
import { parseInput, remoteId } from '../../src/shared/input.ts';

const key = Buffer.alloc(32, 1);

test('the same members have the same fingerprint in any order', () => {
  const one = fingerprint(key, { customer: 'ABC', product: 'oo-lite', seats: 20 });
  const other = fingerprint(key, { seats: 20, product: 'oo-lite', customer: 'ABC' });

  expect(other).toEqual(one);
  expect(differingMembers(one, other)).toEqual([]);
});

test('an absent member is not part of the fingerprint, so that a default may change later', () => {
  expect(fingerprint(key, { firstOrder: 'ORDER-1', seats: undefined })).toEqual(
    fingerprint(key, { firstOrder: 'ORDER-1' }),
  );
  expect(Object.keys(fingerprint(key, { firstOrder: 'ORDER-1', seats: undefined }))).toEqual(['firstOrder']);
});

test('an empty member differs from an absent one', () => {
  const absent = fingerprint(key, { name: 'ABC', phone: undefined });
  const empty = fingerprint(key, { name: 'ABC', phone: '' });

  expect(differingMembers(absent, empty)).toEqual(['phone']);
  expect(differingMembers(empty, absent)).toEqual(['phone']);
});

test('an id sent as a number and as text is the same', () => {
  const asNumber = fingerprint(key, { customer: parseInput(remoteId, 4711) });
  const asText = fingerprint(key, { customer: parseInput(remoteId, '4711') });

  expect(asNumber).toEqual(asText);
  expect(fingerprint(key, { customer: parseInput(remoteId, '04711') })).not.toEqual(asText);
});

test('a fingerprint cannot be guessed without the key, nor compared with that of another database', () => {
  const otherKey = Buffer.alloc(32, 2);

  expect(differingMembers(fingerprint(key, { phone: '123' }), fingerprint(otherKey, { phone: '123' }))).toEqual([
    'phone',
  ]);
  expect(Object.values(fingerprint(key, { phone: '123' }))[0]).toMatch(/^[A-Za-z0-9_-]{22}$/);
});

test('equal values of two members have different hashes, which hides their equality', () => {
  const { firstName, lastName } = fingerprint(key, { firstName: 'Isa', lastName: 'Isa' });

  expect(firstName).not.toBe(lastName);
});

test('differing members are named in alphabetical order: changed, added and left out', () => {
  const stored = fingerprint(key, { seats: 20, product: 'oo-lite', duration: 'MONTHLY' });
  const supplied = fingerprint(key, { product: 'oo-std', seats: 20, customer: 'ABC' });

  expect(differingMembers(stored, supplied)).toEqual(['customer', 'duration', 'product']);
});

const anyMembers = fc.dictionary(
  fc.constantFrom('customer', 'duration', 'email', 'product', 'seats'),
  fc.option(fc.oneof(fc.constantFrom('', '1', 'a', 'A', 'é'), fc.integer({ min: 0, max: 2 })), { nil: undefined }),
  { noNullPrototype: true },
);

test('exactly the members with differing values differ, and a number equals its digits', () => {
  fc.assert(
    fc.property(anyMembers, anyMembers, (one, other) => {
      const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
      const spelled = (value: string | number | undefined) => (value === undefined ? undefined : `${value}`);
      const expected = names.filter((name) => spelled(one[name]) !== spelled(other[name])).sort();

      expect(differingMembers(fingerprint(key, one), fingerprint(key, other))).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});
