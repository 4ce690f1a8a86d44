import { z } from 'zod';
import { expected, expectedNumber, optional, ourId } from '../shared/input.ts';
import { changeShape, creationShape } from '../shared/member-input.ts';
import { permissions } from '../shared/permission.ts';
import { timeZone } from '../shared/time-zone.ts';
import { languages, operatorProfile, timeouts } from './profile.ts';
import { notifications } from './types.ts';

const most = 100;

/** The codes, the timeout, the roles and the notifications of an operator. */
const others = {
  language: optional(z.enum(languages, expected(`one of ${languages.join(', ')}`))),
  timeZone: optional(timeZone),
  /** In idle seconds. */
  timeoutSeconds: optional(z.literal(timeouts, expectedNumber(`one of ${timeouts.join(', ')} seconds`))),
  /** The ids of roles of the operator's organisation, without duplicates, ascending. */
  roles: optional(listOf(ourId, 'role ids').transform((ids) => [...new Set(ids)].sort((one, other) => one - other))),
  /** Without duplicates. */
  notifications: optional(
    listOf(z.enum(notifications, expected(`one of ${notifications.join(', ')}`)), 'notifications').transform((chosen) =>
      notifications.filter((notification) => chosen.includes(notification)),
    ),
  ),
};

/** The profile of a new operator. */
export const NewProfile = { ...creationShape(operatorProfile), ...others };

/** Changes to the profile. Omitted members stay unchanged. */
export const ChangedProfile = { ...changeShape(operatorProfile), ...others };

/** Returns the schema of a list with a limited length. */
function listOf<Schema extends z.ZodType>(schema: Schema, things: string) {
  return z
    .array(schema, expected(`a list of ${things}`))
    .max(most, { error: `expected at most ${most} ${things}, found more` });
}

/** The permissions of a role, without duplicates. At least one is required. */
export const permissionList = listOf(z.enum(permissions, expected(`one of ${permissions.join(', ')}`)), 'permissions')
  .min(1, { error: 'expected at least one permission, found none' })
  .transform((chosen) => permissions.filter((permission) => chosen.includes(permission)));
