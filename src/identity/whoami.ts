import { onConnection } from '../db/transactions/transaction.ts';
import type { Permission } from '../shared/permission.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { findWhoami } from './whoami-repository.ts';

/** The caller: an operator, or an organisation by its key. */
export interface Whoami {
  /** The acting operator, which is the emulated one if there is one. Null for a key. */
  readonly operatorId: number | null;
  /** The name of the operator; for a key, the name of its organisation. */
  readonly name: string;
  readonly organisationId: number;
  /** The operator who holds the credential. It differs from `operatorId` only during emulation. */
  readonly realOperatorId: number | null;
  readonly realName: string;
  readonly currency: string;
  /** The language of the operator; for a key, the locale of its organisation. */
  readonly locale: string;
  /** The IANA time zone of the operator; for a key, that of its organisation. */
  readonly timeZone: string;
  /** Whether the caller has all permissions regardless of roles. Always true for a key. */
  readonly isAdmin: boolean;
  /** Whether the organisation has no parent. */
  readonly isRoot: boolean;
  /** The permissions of the credential. */
  readonly permissions: readonly Permission[];
}

/**
 * Returns the caller, the operator on whose behalf it acts, and the permissions. It requires no permission. Contract:
 * hub B2.
 */
export async function whoami({ pool, actor }: UseCaseContext): Promise<Whoami> {
  const { organisationId, credential, onBehalfOfId } = actor;
  const realOperatorId = credential.kind === 'API_CLIENT' ? credential.operatorId : null;
  const operatorId = onBehalfOfId ?? realOperatorId;
  const found = await onConnection(pool, (tx) => findWhoami(tx, { organisationId, operatorId, realOperatorId }));
  return { organisationId, operatorId, realOperatorId, ...found, permissions: [...actor.permissions] };
}
