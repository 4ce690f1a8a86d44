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

/** The actor lacks a permission. Nothing was read or done. */
export class PermissionDeniedError extends DomainError {
  readonly code = 'PERMISSION_DENIED';
  readonly permission: Permission;

  constructor(permission: Permission) {
    super();
    this.permission = permission;
  }
}

/** Credentials and passwords cannot be set during emulation. Nothing was done. */
export class NotWhileEmulatingError extends DomainError {
  readonly code = 'NOT_WHILE_EMULATING';
}

/**
 * Checks that an actor acts in its own name. Every verb that creates or changes a credential or a password requires it.
 */
export function checkOwnName(actor: Actor): Result<void, NotWhileEmulatingError> {
  return actor.onBehalfOfId === null ? allowed(undefined) : refused(new NotWhileEmulatingError());
}

/** Checks that an actor has a permission. */
export function checkPermission(actor: Actor, permission: Permission): Result<void, PermissionDeniedError> {
  return actor.permissions.has(permission) ? allowed(undefined) : refused(new PermissionDeniedError(permission));
}

/** Checks that an actor has all permissions that it grants. Otherwise `operator:manage` would imply all permissions. */
export function checkGrant(actor: Actor, granted: Iterable<Permission>): Result<void, PermissionDeniedError> {
  const missing = [...granted].find((permission) => !actor.permissions.has(permission));
  return missing === undefined ? allowed(undefined) : refused(new PermissionDeniedError(missing));
}
