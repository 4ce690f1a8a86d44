import { type Actor, mayActFor } from '../shared/actor.ts';
import { type Changes, definedMembers, differing } from '../shared/changes.ts';
import { factNamesOf, namesOf, pick } from '../shared/members.ts';
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
import { type OrganisationProfile, organisationProfile } from './profile.ts';
import type { Organisation } from './types.ts';

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

/** Changes to an organisation. Undefined members stay unchanged; null removes optional members. */
export type OrganisationChanges = Changes<OrganisationProfile>;

export function withChanges(organisation: Organisation, changes: OrganisationChanges): Organisation {
  return { ...organisation, ...definedMembers<OrganisationProfile>(changes, profileNames) };
}

/** The names of the members in which two versions of an organisation differ. */
export function changedSettings(before: Organisation, after: Organisation): (keyof OrganisationProfile)[] {
  return differing(before, after, profileNames);
}

const profileNames = namesOf(organisationProfile);

/** The changed members that an event holds with their values. Texts are left out, because they may be personal. */
export function eventFactsOf(organisation: Organisation, changed: readonly (keyof OrganisationProfile)[]) {
  return pick(
    organisation,
    factNamesOf(organisationProfile).filter((name) => changed.includes(name)),
  );
}
