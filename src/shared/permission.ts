/** The built-in roles of the table below. OWNER has all permissions; READ_ONLY has those that end in `:view`. */
type ListedRole = 'SELLER' | 'SUPPORT' | 'FINANCE';

/**
 * The permissions, and the built-in roles that contain them besides OWNER and READ_ONLY. A permission consists of a
 * noun and an action. Listing the organisations at and below the actor's own requires no permission.
 */
const rolesByPermission = {
  'organisation:manage': [],
  'operator:view': ['SUPPORT'],
  'operator:manage': [],
  'operator:emulate': [],
  'key:view': [],
  'key:manage': [],
  'customer:view': ['SELLER', 'SUPPORT', 'FINANCE'],
  'customer:manage': ['SELLER'],
  'order:view': ['SELLER', 'SUPPORT', 'FINANCE'],
  'order:create': ['SELLER'],
  'order:renew': ['SELLER'],
  'order:change': ['SELLER'],
  'order:suspend': ['SUPPORT', 'FINANCE'],
  'order:cancel': ['FINANCE'],
  'user:view': ['SELLER', 'SUPPORT'],
  'user:manage': ['SUPPORT'],
  'audit:view': ['SUPPORT', 'FINANCE'],
  'sandbox:advance': [],
} as const satisfies Readonly<Record<string, readonly ListedRole[]>>;

export type Permission = keyof typeof rolesByPermission;

export const permissions = Object.keys(rolesByPermission) as readonly Permission[];

/** Returns the permissions of a built-in role, in the order of the table. */
export function permissionsOf(role: ListedRole): Permission[] {
  return permissions.filter((permission) => (rolesByPermission[permission] as readonly ListedRole[]).includes(role));
}

export function isPermission(word: string): word is Permission {
  return Object.hasOwn(rolesByPermission, word);
}
