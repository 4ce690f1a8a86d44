import { z } from 'zod';
import { email, expected, expectedNumber, optional, ourId, text } from '../shared/input.ts';
import { permissions } from '../shared/permission.ts';
import { timeZone } from '../shared/time-zone.ts';
import { languages, notifications, timeouts } from './types.ts';

const most = 100;
const flag = optional(z.boolean(expected('true or false')));

/** The members that every operator has. */
export const identifying = { name: text(255, 'NAME'), email };

/** The optional members of an operator. */
export const profileMembers = {
  isAdmin: flag,
  twoFactor: flag,
  isActive: flag,
  isVerified: flag,
  mustResetPassword: flag,
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
