import { onTestFinished } from 'vitest';
import { createCustomer } from '../../src/customers/create-customer.ts';
import { openPool } from '../../src/db/pool.ts';
import { databaseClock } from '../../src/db/transactions/clock.ts';
import { createFirstOrder } from '../../src/orders/create-first-order.ts';
import { readFingerprintKey } from '../../src/request-fingerprints/fingerprint-key.ts';
import type { Duration } from '../../src/terms/term.ts';
import { createDatabase } from './databases.ts';
import type { Partner } from './partner.ts';
import { World } from './world.ts';

/** Creates a database for one test, without a gateway. The test controls the data of a sweep and the real time. */
export async function createQuietWorld(databaseUrl?: string): Promise<World> {
  const url = databaseUrl ?? (await createDatabase());
  const pool = openPool(url, { size: 10, onError: () => undefined });
  onTestFinished(() => pool.end());
  const fingerprintKey = await readFingerprintKey(pool);
  if (fingerprintKey === undefined) throw new Error('The database was not prepared');
  return new World({ databaseUrl: url, pool, url: 'no gateway', fingerprintKey, clock: { ...databaseClock } });
}

/** Opens an order of 20 seats for customer ABC at this real time. The first order also creates the customer. */
export async function openOrder(
  world: World,
  partner: Partner,
  { at, id = 'ORDER-1', duration = 'MONTHLY' }: { at: string; id?: string; duration?: Duration },
): Promise<void> {
  world.setRealTime(Temporal.Instant.from(at));
  const ctx = await partner.context();
  await createCustomer(ctx, { remoteId: 'ABC', name: 'ABC Company', admin: { email: 'isa@example.com' } });
  await createFirstOrder(ctx, { customer: 'ABC', remoteId: id, product: 'oo-lite', seats: 20, duration });
}

/** Returns the announced transitions in the order of recording: time, order and verb. */
export async function announcedIn(world: World): Promise<string[]> {
  const rows = await world.rows<{ line: string }>(
    `SELECT to_char(e."occurredAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || ' ' || o."remoteId" || ' ' || e."verb" AS line
     FROM "Event" e
     JOIN "Subscription" s ON s."id" = e."subjectId"
     JOIN "Order" o ON o."id" = s."firstOrderId"
     WHERE e."actorKind" = 'CALENDAR' ORDER BY e."id"`,
  );
  return rows.map(({ line }) => line);
}
