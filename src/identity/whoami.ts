import { onConnection } from '../db/transactions/transaction.ts';
import type { Permission } from '../shared/permission.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { findWhoami } from './whoami-repository.ts';

/** Who is calling: an operator, or an organisation by its key. */
export interface Whoami {
  /** The operator that acts, or on whose behalf somebody does; null for a key. */
  readonly operatorId: number | null;
  /** The operator's name; for a key that of its organisation. */
  readonly name: string;
  readonly organisationId: number;
  /** The operator who holds the credential: another one only while it acts on somebody's behalf. */
  readonly realOperatorId: number | null;
  readonly realName: string;
  readonly currency: string;
  /** The language that the operator reads; for a key the locale of its organisation. */
  readonly locale: string;
  /** The IANA time zone of the operator; for a key that of its organisation. */
  readonly timeZone: string;
  /** Whether it may do everything, whatever its roles. A key always may. */
  readonly isAdmin: boolean;
  /** Whether its organisation is above all others of its tree. */
  readonly isRoot: boolean;
  /** What it may do with this credential. */
  readonly permissions: readonly Permission[];
}

/** Who is calling, on whose behalf, and what they may do. It takes no permission. Contract: hub B2. */
export async function whoami({ pool, actor }: UseCaseContext): Promise<Whoami> {
  const { organisationId, credential, onBehalfOfId } = actor;
  const realOperatorId = credential.kind === 'API_CLIENT' ? credential.operatorId : null;
  const operatorId = onBehalfOfId ?? realOperatorId;
  const found = await onConnection(pool, (tx) => findWhoami(tx, { organisationId, operatorId, realOperatorId }));
  return { organisationId, operatorId, realOperatorId, ...found, permissions: [...actor.permissions] };
}
