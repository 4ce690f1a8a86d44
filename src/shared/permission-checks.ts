import type { Actor } from './actor.ts';
import { DomainError } from './domain-error.ts';
import type { Permission } from './permission.ts';
import { allowed, type Result, refused } from './result.ts';

declare module './domain-error.ts' {
  interface DomainErrors {
    PERMISSION_DENIED: PermissionDeniedError;
    NOT_WHILE_EMULATING: NotWhileEmulatingError;
  }
}

/** The actor lacks a permission; nothing was read or done. */
export class PermissionDeniedError extends DomainError {
  readonly code = 'PERMISSION_DENIED';
  readonly permission: Permission;

  constructor(permission: Permission) {
    super();
    this.permission = permission;
  }
}

/** Credentials and passwords are nobody's to give who acts on behalf of somebody else; nothing was done. */
export class NotWhileEmulatingError extends DomainError {
  readonly code = 'NOT_WHILE_EMULATING';
}

/** Whether an actor acts in its own name, as every verb that makes or changes a credential or a password demands. */
export function checkOwnName(actor: Actor): Result<void, NotWhileEmulatingError> {
  return actor.onBehalfOfId === null ? allowed(undefined) : refused(new NotWhileEmulatingError());
}

/** Whether an actor may do what needs this permission. */
export function checkPermission(actor: Actor, permission: Permission): Result<void, PermissionDeniedError> {
  return actor.permissions.has(permission) ? allowed(undefined) : refused(new PermissionDeniedError(permission));
}

/**
 * Whether an actor may hand these permissions on: nobody gives what they have not got themselves, or the right to manage
 * operators would be the right to everything.
 */
export function checkGrant(actor: Actor, granted: Iterable<Permission>): Result<void, PermissionDeniedError> {
  const missing = [...granted].find((permission) => !actor.permissions.has(permission));
  return missing === undefined ? allowed(undefined) : refused(new PermissionDeniedError(missing));
}
