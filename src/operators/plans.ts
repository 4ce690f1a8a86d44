import { type Changes, definedMembers, differing } from '../shared/changes.ts';
import { namesOf } from '../shared/members.ts';
import { operatorProfile } from './profile.ts';
import type { KnownOperator, Notification, OperatorProfile } from './types.ts';

/** The changes to an operator. An undefined member stays unchanged. */
export type OperatorChanges = Changes<OperatorProfile> & { readonly organisation?: number | undefined };

const profileMembers = [...namesOf(operatorProfile), 'timeoutSeconds', 'notifications', 'roles'] as const;

/** The effect of an update on an operator. */
export interface OperatorUpdate {
  readonly after: KnownOperator;
  /** The names of the changed members, without values, because some values are personal data. */
  readonly changed: readonly string[];
  readonly isMove: boolean;
  /** What a change of organisation removed, whether or not the same request gave it again. */
  readonly resetRoles: readonly number[];
  readonly resetNotifications: readonly Notification[];
}

/** Applies changes to an operator. A change of organisation first removes its roles and notifications. */
export function planUpdate(operator: KnownOperator, changes: OperatorChanges): OperatorUpdate {
  const { organisation: organisationId = operator.organisationId, ...profile } = changes;
  const isMove = organisationId !== operator.organisationId;
  const arriving = isMove ? { ...operator, organisationId, roles: [], notifications: [] } : operator;
  const after = { ...arriving, ...definedMembers<OperatorProfile>(profile, profileMembers) };
  return {
    after,
    changed: [...(isMove ? ['organisation'] : []), ...differing(operator, after, profileMembers)],
    isMove,
    resetRoles: isMove ? operator.roles : [],
    resetNotifications: isMove ? operator.notifications : [],
  };
}

/** Returns the facts of an operator for an event: states and ids, no personal data. */
export function statesOf(operator: OperatorProfile) {
  const { isAdmin, isActive, isVerified, twoFactor, mustResetPassword, roles, notifications } = operator;
  return { isAdmin, isActive, isVerified, twoFactor, mustResetPassword, roles, notifications };
}
