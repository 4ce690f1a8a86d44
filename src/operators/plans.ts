import { type Changes, definedMembers, differing } from '../shared/changes.ts';
import { namesOf } from '../shared/members.ts';
import { operatorProfile } from './profile.ts';
import type { KnownOperator, Notification, OperatorProfile } from './types.ts';

/** What can be changed of an operator. A member that is undefined stays as it is. */
export type OperatorChanges = Changes<OperatorProfile> & { readonly organisation?: number | undefined };

const profileMembers = [...namesOf(operatorProfile), 'timeoutSeconds', 'notifications', 'roles'] as const;

/** What an update does to an operator. */
export interface OperatorUpdate {
  readonly after: KnownOperator;
  /** The names of the members that differ afterwards. Names only: some values are personal. */
  readonly changed: readonly string[];
  readonly isMove: boolean;
  /** What the operator had and lost because it changed its organisation, whatever it was given there. */
  readonly resetRoles: readonly number[];
  readonly resetNotifications: readonly Notification[];
}

/** What the changes make of an operator. Who changes its organisation arrives without roles and notifications. */
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

/** What an event says of an operator: states and ids, nothing personal. */
export function statesOf(operator: OperatorProfile) {
  const { isAdmin, isActive, isVerified, twoFactor, mustResetPassword, roles, notifications } = operator;
  return { isAdmin, isActive, isVerified, twoFactor, mustResetPassword, roles, notifications };
}
