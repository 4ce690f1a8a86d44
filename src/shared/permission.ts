/** The built-in roles whose permissions are listed below. OWNER has all permissions, READ_ONLY all that end in `:view`. */
type ListedRole = 'SELLER' | 'SUPPORT' | 'FINANCE';

/**
 * Every permission, with the built-in roles that contain it besides OWNER and READ_ONLY. A permission names what it is about
 * and what it allows. To see the organisations at and below one's own takes no permission.
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

/** The permissions that the table lists for a built-in role, in the order of the table. */
export function permissionsOf(role: ListedRole): Permission[] {
  return permissions.filter((permission) => (rolesByPermission[permission] as readonly ListedRole[]).includes(role));
}

/** Whether a word is the name of a permission. */
export function isPermission(word: string): word is Permission {
  return Object.hasOwn(rolesByPermission, word);
}
