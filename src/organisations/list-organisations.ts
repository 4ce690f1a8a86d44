import { onConnection } from '../db/transactions/transaction.ts';
import type { TerminalContext } from '../shared/use-case-context.ts';
import { listAllOrganisations } from './repository.ts';
import type { Organisation } from './types.ts';

/** Returns all organisations, oldest first, for the operator at the terminal. */
export async function listOrganisations({ pool }: TerminalContext): Promise<Organisation[]> {
  return onConnection(pool, listAllOrganisations);
}
