import type { Transaction } from '../db/transactions/transaction.ts';
import type { Moment } from '../shared/clock.ts';
import type { Author } from './author.ts';
import { OrganisationNotFoundError } from './errors.ts';
import { findOrganisation, lockOrganisation } from './repository.ts';
import type { Organisation } from './types.ts';

/** A locked organisation, and the time at which the lock was taken. */
export interface LockedOrganisation {
  readonly organisation: Organisation;
  readonly moment: Moment;
}

/**
 * Locks an organisation for a change by the author.
 *
 * @throws {OrganisationNotFoundError} if it does not exist, or the author is no longer above it
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
 * Returns an organisation that the author chose as a parent.
 *
 * @throws {OrganisationNotFoundError} if it does not exist, or the author is no longer above it
 */
export async function findReached(tx: Transaction, author: Author, organisationId: number): Promise<Organisation> {
  const organisation = await findOrganisation(tx, organisationId);
  if (organisation === undefined || !(await author.isAbove(tx, organisationId))) throw new OrganisationNotFoundError();
  return organisation;
}
