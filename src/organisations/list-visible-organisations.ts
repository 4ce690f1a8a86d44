import { z } from 'zod';
import { onConnection } from '../db/transactions/transaction.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { listOrganisationsAmong } from './repository.ts';
import type { VisibleOrganisation } from './types.ts';

export const ListVisibleOrganisationsInput = z.object({
  /** The number of the page, from 1. */
  page: z.int().min(1),
  /** The number of organisations per page. */
  perPage: z.int().min(1).max(1000),
});
export type ListVisibleOrganisationsInput = z.output<typeof ListVisibleOrganisationsInput>;

/**
 * Returns a page of the organisations at and below the actor's own, oldest first. It requires no permission. Contract:
 * hub B3.
 */
export async function listVisibleOrganisations(
  { pool, actor: { organisationIds } }: UseCaseContext,
  { page, perPage }: ListVisibleOrganisationsInput,
): Promise<{ organisations: VisibleOrganisation[]; total: number }> {
  const rows = { limit: perPage, offset: (page - 1) * perPage };
  const organisations = await onConnection(pool, (tx) => listOrganisationsAmong(tx, organisationIds, rows));
  return { organisations, total: organisationIds.length };
}
