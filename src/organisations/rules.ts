import { type Actor, mayActFor } from '../shared/actor.ts';
import { type Changes, definedMembers, differing } from '../shared/changes.ts';
import type { Permission } from '../shared/permission.ts';
import { checkPermission, type PermissionDeniedError } from '../shared/permission-checks.ts';
import { allowed, type Result, refused } from '../shared/result.ts';
import {
  MoveAcrossClocksError,
  MoveBelowItselfError,
  NotArchivedBelowError,
  OrganisationArchivedError,
  OrganisationNotFoundError,
  OwnOrganisationError,
} from './errors.ts';
import type { Organisation, OrganisationSettings } from './types.ts';

/**
 * Returns the organisation to which the remote ids and e-mail addresses of a request refer: the actor's own, or a named
 * one below it. The subtree is never searched, because two partners may use the same id. Refuses an actor without the
 * permission.
 */
export function owningOrganisation(
  actor: Actor,
  named: number | undefined,
  permission: Permission,
): Result<number, OrganisationNotFoundError | PermissionDeniedError> {
  const permitted = checkPermission(actor, permission);
  if (!permitted.ok) return permitted;
  if (named === undefined) return allowed(actor.organisationId);
  return mayActFor(actor, named) ? allowed(named) : refused(new OrganisationNotFoundError());
}

/**
 * Returns an organisation below the actor's own, for operations that only the organisations above may perform. Refuses
 * the actor's own.
 */
export function organisationBelow(
  actor: Actor,
  named: number,
): Result<number, OrganisationNotFoundError | OwnOrganisationError | PermissionDeniedError> {
  const visible = owningOrganisation(actor, named, 'organisation:manage');
  if (!visible.ok) return visible;
  return named === actor.organisationId ? refused(new OwnOrganisationError()) : visible;
}

/** Checks that an organisation is not archived. */
export function checkOpen(
  organisation: Pick<Organisation, 'id' | 'archivedAt'>,
): Result<void, OrganisationArchivedError> {
  return organisation.archivedAt === null
    ? allowed(undefined)
    : refused(new OrganisationArchivedError(organisation.id));
}

/** Checks that no organisation below is unarchived. */
export function checkArchival(openBelow: number): Result<void, NotArchivedBelowError> {
  return openBelow === 0 ? allowed(undefined) : refused(new NotArchivedBelowError(openBelow));
}

/** A move of an organisation to a new parent. */
export interface Move {
  readonly parent: Organisation;
  /** Whether the new parent is the organisation itself or one of its descendants. */
  readonly isBelowItself: boolean;
  /** The root organisations of the test clocks. Null in real time. */
  readonly clocks: readonly [organisation: number | null, parent: number | null];
}

/** Checks that an organisation may be moved to a new parent. */
export function checkMove({
  parent,
  isBelowItself,
  clocks: [one, other],
}: Move): Result<void, MoveBelowItselfError | MoveAcrossClocksError | OrganisationArchivedError> {
  if (isBelowItself) return refused(new MoveBelowItselfError());
  if (one !== other) return refused(new MoveAcrossClocksError());
  return checkOpen(parent);
}

/** The changes to the settings of an organisation. An undefined member stays unchanged. */
export type OrganisationChanges = Changes<OrganisationSettings>;

export function withChanges(organisation: Organisation, changes: OrganisationChanges): Organisation {
  return { ...organisation, ...definedMembers<OrganisationSettings>(changes, members) };
}

/** Returns the names of the changed settings. */
export function changedSettings(before: Organisation, after: Organisation): (keyof OrganisationSettings)[] {
  return differing(before, after, members);
}

const members = [
  'name',
  'timeZone',
  'locale',
  'currency',
  'renewalWindowDays',
  'linkedAccount',
  'financeType',
] as const satisfies (keyof OrganisationSettings)[];

/** Returns the settings for an event. Free text appears by the names of the members only. */
export function eventFactsOf(organisation: Organisation, changed: readonly (keyof OrganisationSettings)[]) {
  const recorded = changed.filter((member) => member !== 'name' && member !== 'financeType');
  return Object.fromEntries(recorded.map((member) => [member, organisation[member]]));
}
