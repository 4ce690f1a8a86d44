import type { Transaction } from '../db/transactions/transaction.ts';
import type { NewEvent } from '../events/types.ts';
import { hashOf, hintOf } from '../identity/credential-format.ts';
import { insertKey } from './repository.ts';

export interface CreatedKey {
  readonly id: number;
  /** The key. Only its hash is stored, so it can be shown only now. */
  readonly key: string;
}

export interface KeyToStore {
  readonly organisationId: number;
  readonly key: string;
  readonly name: string | null;
  /** In real time, even in a sandbox. */
  readonly createdAt: Temporal.Instant;
}

/** Stores a key within the transaction of the caller. Returns its id and the event that the caller must record. */
export async function storeKey(
  tx: Transaction,
  { organisationId, key, name, createdAt }: KeyToStore,
): Promise<{ readonly id: number; readonly event: NewEvent }> {
  const id = await insertKey(tx, { organisationId, name, hint: hintOf(key), hash: hashOf(key), createdAt });
  const subject = { organisationId, subjectType: 'KEY', subjectId: id } as const;
  return { id, event: { verb: 'createKey', ...subject, before: null, after: { keyId: id } } };
}

/** Returns the event of a revocation. */
export function keyRevoked(organisationId: number, id: number): NewEvent {
  const subject = { organisationId, subjectType: 'KEY', subjectId: id } as const;
  return { verb: 'revokeKey', ...subject, before: { isRevoked: false }, after: { isRevoked: true } };
}
