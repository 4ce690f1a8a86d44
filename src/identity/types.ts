import type { Permission } from '../shared/permission.ts';

/** The names of the built-in roles. */
export type BuiltInRoleName = 'OWNER' | 'SELLER' | 'SUPPORT' | 'FINANCE' | 'READ_ONLY';

/** A role that every organisation has. It cannot be changed. */
export interface BuiltInRole {
  readonly builtIn: BuiltInRoleName;
  readonly name: string;
  readonly permissions: readonly Permission[];
}
