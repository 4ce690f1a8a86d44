/**
 * Everything that an actor can be allowed: what it is about, and what may be done. The organisations at and below one's
 * own need no permission to be seen.
 */
export const permissions = [
  'organisation:manage',
  'operator:view',
  'operator:manage',
  'operator:emulate',
  'key:view',
  'key:manage',
  'customer:view',
  'customer:manage',
  'order:view',
  'order:create',
  'order:renew',
  'order:change',
  'order:suspend',
  'order:cancel',
  'user:view',
  'user:manage',
  'audit:view',
  'sandbox:advance',
] as const;

export type Permission = (typeof permissions)[number];

/** Whether a word is the name of a permission. */
export function isPermission(word: string): word is Permission {
  return permissions.some((permission) => permission === word);
}
