import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { onConnection } from '../db/transactions/transaction.ts';
import { findFingerprintKey, insertFingerprintKey } from './repository.ts';

/** Makes the database's fingerprint key unless it has one. It never changes: with another key no retry would match. */
export async function createFingerprintKey(pool: Pool): Promise<void> {
  await onConnection(pool, (tx) => insertFingerprintKey(tx, randomBytes(32)));
}

/** The database's fingerprint key; undefined until the database is prepared. */
export async function readFingerprintKey(pool: Pool): Promise<Buffer | undefined> {
  return onConnection(pool, findFingerprintKey);
}
