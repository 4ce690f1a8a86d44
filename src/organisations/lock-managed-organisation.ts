import type { Transaction } from '../db/transactions/transaction.ts';
import type { Moment } from '../shared/clock.ts';
import type { Author } from './author.ts';
import { OrganisationNotFoundError } from './errors.ts';
import { findOrganisation, lockOrganisation } from './repository.ts';
import type { Organisation } from './types.ts';

/** An organisation that is locked, and the time at which the lock is held. */
export interface LockedOrganisation {
  readonly organisation: Organisation;
  readonly moment: Moment;
}

/**
 * Locks an organisation that the author is going to change.
 *
 * @throws {OrganisationNotFoundError} when there is none, or the author is not above it any more
 */
export async function lockManagedOrganisation(
  tx: Transaction,
  author: Author,
  organisationId: number,
): Promise<LockedOrganisation> {
  const locked = await lockOrganisation(tx, organisationId, author.momentColumns(tx));
  if (locked === undefined || !(await author.isAbove(tx, organisationId))) throw new OrganisationNotFoundError();
  return locked;
}

/**
 * Finds an organisation below which the author is going to put another one.
 *
 * @throws {OrganisationNotFoundError} when there is none, or the author is not above it any more
 */
export async function findReached(tx: Transaction, author: Author, organisationId: number): Promise<Organisation> {
  const organisation = await findOrganisation(tx, organisationId);
  if (organisation === undefined || !(await author.isAbove(tx, organisationId))) throw new OrganisationNotFoundError();
  return organisation;
}
