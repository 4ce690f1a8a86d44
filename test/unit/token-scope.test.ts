import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasEnded, scopeText, tokenScope } from '../../src/api-clients/rules.ts';
import { permissions } from '../../src/shared/permission.ts';

const some = fc.subarray([...permissions], { minLength: 1 });

test('a token can be limited to any part of the scope of its client, and to nothing else', () => {
  fc.assert(
    fc.property(some, fc.option(some), (asked, limit) => {
      const scope = tokenScope([...asked].reverse().join(' '), limit && scopeText(limit));

      const isWithin = asked.every((permission) => limit === null || limit.includes(permission));
      expect(scope).toEqual(isWithin ? { ok: true, value: asked.join(' ') } : { ok: false, error: 'BEYOND_CLIENT' });
    }),
  );
});

test.each(['', ' ', 'order:view ', ' order:view', 'order:view  user:view', 'ORDER:VIEW', 'order:view\tuser:view'])(
  '"%s" contains a word that is not a permission',
  (asked) => {
    expect(tokenScope(asked, null)).toEqual({ ok: false, error: 'UNKNOWN_PERMISSION' });
  },
);

test('a scope has one canonical form', () => {
  expect(scopeText(['user:view', 'order:view', 'user:view'])).toBe('order:view user:view');
});

test('a client ends in the exact second of its end, and when it is revoked', () => {
  const end = Temporal.Instant.from('2030-01-01T10:00:00Z');
  const before = end.subtract({ seconds: 1 });

  expect(hasEnded({ expiresAt: null, revokedAt: null }, end)).toBe(false);
  expect(hasEnded({ expiresAt: end, revokedAt: null }, before)).toBe(false);
  expect(hasEnded({ expiresAt: end, revokedAt: null }, end)).toBe(true);
  expect(hasEnded({ expiresAt: null, revokedAt: before }, before)).toBe(true);
});
