import type { KnownOperator, Notification, OperatorProfile } from './types.ts';

/** What can be changed of an operator; what is undefined stays. */
export type OperatorChanges = {
  readonly [Member in keyof OperatorProfile]?: OperatorProfile[Member] | undefined;
} & { readonly organisation?: number | undefined };

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
  const after = { ...arriving, ...definedMembers(profile) };
  return {
    after,
    changed: changedMembers(operator, after),
    isMove,
    resetRoles: isMove ? operator.roles : [],
    resetNotifications: isMove ? operator.notifications : [],
  };
}

function definedMembers(profile: Omit<OperatorChanges, 'organisation'>): Partial<OperatorProfile> {
  return Object.fromEntries(Object.entries(profile).filter(([, value]) => value !== undefined));
}

function changedMembers(before: KnownOperator, after: KnownOperator): string[] {
  const [old, present] = [membersOf(before), membersOf(after)];
  return Object.keys(old).filter((member) => old[member] !== present[member]);
}

function membersOf({ id: _, organisationId, ...profile }: KnownOperator): Record<string, unknown> {
  const lists = { roles: profile.roles.join(), notifications: profile.notifications.join() };
  return { organisation: organisationId, ...profile, ...lists };
}

/** What an event says of an operator: states and ids, nothing personal. */
export function statesOf(operator: OperatorProfile) {
  const { isAdmin, isActive, isVerified, twoFactor, mustResetPassword, roles, notifications } = operator;
  return { isAdmin, isActive, isVerified, twoFactor, mustResetPassword, roles, notifications };
}
