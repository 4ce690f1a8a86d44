import type { Permission } from '../shared/permission.ts';

/** A role that every organisation has, and that stays as it is. */
export interface BuiltInRole {
  readonly builtIn: string;
  readonly name: string;
  readonly permissions: readonly Permission[];
}
