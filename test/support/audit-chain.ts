import { createHash } from 'node:crypto';
import type pg from 'pg';
import { sealEvents } from '../../src/audit/seal-events.ts';
import type { AuditVerdict, KnownCheckpoint } from '../../src/audit/types.ts';
import { verifyEveryAuditTrail } from '../../src/audit/verify-every-audit-trail.ts';
import type { Pool } from '../../src/db/pool.ts';
import { readRealMoment } from '../../src/db/transactions/clock.ts';
import { inTransaction } from '../../src/db/transactions/transaction.ts';
import { recordEvent } from '../../src/events/record-event.ts';
import type { Partner } from './partner.ts';
import type { World } from './world.ts';

/** A row of an intact chain. */
export interface Row {
  readonly organisation: number;
  readonly sequence: number;
  readonly eventId: string;
  readonly hash: string;
}

/**
 * Records events of several kinds for a partner, each in its own transaction, without the changes that they describe.
 */
export async function recordEvents(world: World, partner: Partner, count: number): Promise<void> {
  const ctx = await partner.context();
  for (let number = 1; number <= count; number++) {
    await inTransaction(world.pool, async (tx) => {
      recordEvent(tx, ctx, await readRealMoment(tx, world.clock), {
        verb: number % 2 === 0 ? 'updateCustomer' : 'createCustomer',
        organisationId: partner.organisationId,
        subjectType: 'CUSTOMER',
        subjectId: number,
        before: number % 2 === 0 ? { isActive: true } : null,
        after: { isActive: number % 4 !== 0, changed: ['name', 'öäü €'], seats: number },
      });
    });
  }
}

/** Seals all events and returns the chains of these partners. */
export async function sealedRows(world: World, ...partners: Partner[]): Promise<Row[]> {
  await sealEvents({ ...world, batchSize: 7 });
  return world.rows<Row>(
    `SELECT "organisationId" AS organisation, "sequence"::int AS sequence, "eventId"::text AS "eventId",
            encode("hash", 'hex') AS hash
     FROM "AuditSeal" WHERE "organisationId" = ANY($1) ORDER BY 1, 2`,
    [partners.map(({ organisationId }) => organisationId)],
  );
}

/**
 * Returns the result of the verification after `tamper`, and rolls `tamper` back. The owner of the tables can bypass
 * every trigger.
 */
export async function afterTampering(
  world: World,
  tamper: (client: pg.PoolClient) => Promise<void>,
  input: { organisation?: number; checkpoints?: readonly KnownCheckpoint[] } = {},
): Promise<AuditVerdict[]> {
  const client = await world.pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SET LOCAL session_replication_role = replica');
    await tamper(client);
    return await verifyEveryAuditTrail({ ...world, pool: poolWithin(client) }, input);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

/** Returns a pool of one connection, on which a transaction stays open. */
export function poolWithin(client: pg.PoolClient): Pool {
  const isControl = (query: unknown) => typeof query === 'string' && /^(BEGIN|COMMIT|ROLLBACK)/.test(query);
  const { connection } = client as unknown as { readonly connection: object };
  const lent = {
    connection,
    query: async (query: string) => (isControl(query) ? undefined : client.query(query)),
    release() {},
  };
  return { connect: async () => lent } as unknown as Pool;
}

/** Computes the content hash of an event independently of our code, as described in src/audit/README.md. */
export function independentHash(canonicalJson: string): string {
  return createHash('sha256').update(canonicalJson).digest('hex');
}
