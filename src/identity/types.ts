import type { Permission } from '../shared/permission.ts';

/** Which of the roles that every organisation has. */
export type BuiltInRoleName = 'OWNER' | 'SELLER' | 'SUPPORT' | 'FINANCE' | 'READ_ONLY';

/** A role that every organisation has, and that stays as it is. */
export interface BuiltInRole {
  readonly builtIn: BuiltInRoleName;
  readonly name: string;
  readonly permissions: readonly Permission[];
}
