import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { onConnection } from '../db/transactions/transaction.ts';
import { findFingerprintKey, insertFingerprintKey } from './repository.ts';

/**
 * Creates the fingerprint key of the database if it does not exist. It never changes: with another key, no retry would
 * match.
 */
export async function createFingerprintKey(pool: Pool): Promise<void> {
  await onConnection(pool, (tx) => insertFingerprintKey(tx, randomBytes(32)));
}

/** Returns the fingerprint key of the database, or undefined if the database is not prepared. */
export async function readFingerprintKey(pool: Pool): Promise<Buffer | undefined> {
  return onConnection(pool, findFingerprintKey);
}
