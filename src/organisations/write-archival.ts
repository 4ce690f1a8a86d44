import type { Transaction } from '../db/transactions/transaction.ts';
import type { Author } from './author.ts';
import type { LockedOrganisation } from './lock-managed-organisation.ts';
import { setArchived } from './repository.ts';
import type { Organisation } from './types.ts';

/** Sets or clears the time of archiving, and records the event. */
export async function writeArchival(
  tx: Transaction,
  author: Author,
  verb: 'archiveOrganisation' | 'restoreOrganisation',
  { organisation, moment }: LockedOrganisation,
  archivedAt: Temporal.Instant | null,
): Promise<Organisation> {
  const { id } = organisation;
  await setArchived(tx, id, archivedAt);
  author.record(tx, moment, {
    verb,
    organisationId: id,
    subjectType: 'ORGANISATION',
    subjectId: id,
    before: { archivedAt: organisation.archivedAt },
    after: { archivedAt },
  });
  return { ...organisation, archivedAt };
}
