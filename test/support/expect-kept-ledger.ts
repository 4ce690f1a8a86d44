import { expect } from 'vitest';
import type { Placing } from './ledger-client.ts';
import type { LedgerSystem, Seller } from './ledger-system.ts';
import { runScript } from './processes.ts';
import { until } from './until.ts';
import type { World } from './world.ts';

/**
 * Expects that every acknowledged order exists once, that there are no others, and that the audit trails are intact.
 */
export async function expectKeptLedger({ world, gateway, worker, sellers }: LedgerSystem): Promise<void> {
  for (const seller of sellers) {
    const placed = seller.clients.flatMap(({ acknowledged }) => acknowledged);
    expect(await writtenFor(world, seller)).toEqual({
      orders: placed.map(({ id }) => id).sort(),
      seats: seatsOf(placed),
      events: eventsOf(placed),
    });
  }

  await until(async () => (await world.rows('SELECT 1 FROM "UnsealedEvent" LIMIT 1')).length === 0, 60);
  expect([await gateway.stop(), await worker.stop()]).toEqual([0, 0]);
  const verify = runScript('audit', { DATABASE_URL: world.databaseUrl }, ['verify', '--json']);
  expect(await verify.ended).toBe(0);
  const verdicts: { findings: unknown[]; pending: number }[] = JSON.parse(verify.stdout());
  expect(verdicts.length).toBeGreaterThanOrEqual(sellers.length);
  expect(verdicts.flatMap(({ findings }) => findings)).toEqual([]);
}

async function writtenFor(world: World, { partner }: Seller) {
  const ids = [partner.organisationId];
  const orders = await world.rows<{ remoteId: string }>(
    'SELECT "remoteId" FROM "Order" WHERE "organisationId" = $1 ORDER BY "remoteId" COLLATE "C"',
    ids,
  );
  const seats = await world.rows<{ first: string; seats: number[] }>(
    `SELECT f."remoteId" AS first, array_agg(t."seats" ORDER BY t."startsAt") AS seats FROM "Subscription" s
     JOIN "Order" f ON f."id" = s."firstOrderId" JOIN "Term" t ON t."subscriptionId" = s."id"
     WHERE s."organisationId" = $1 GROUP BY 1`,
    ids,
  );
  const events = await world.rows<{ verb: string; count: number }>(
    `SELECT "verb", count(*)::int AS count FROM "Event"
     WHERE "organisationId" = $1 AND "verb" IN ('createFirstOrder', 'changeSeats', 'createRenewalOrder') GROUP BY 1`,
    ids,
  );
  return {
    orders: orders.map(({ remoteId }) => remoteId),
    seats: Object.fromEntries(seats.map(({ first, seats: ofTerms }) => [first, ofTerms])),
    events: Object.fromEntries(events.map(({ verb, count }) => [verb, count])),
  };
}

/** Returns the seats of each term of each subscription, by first order. */
function seatsOf(placed: readonly Placing[]): Record<string, number[]> {
  const seats: Record<string, number[]> = {};
  for (const order of placed) if (order.verb === 'createFirstOrder') seats[order.id] = [order.seats];
  for (const order of placed) {
    const terms = order.verb === 'createFirstOrder' ? undefined : seats[order.parent];
    if (order.verb === 'changeSeats' && terms !== undefined) terms[0] = order.seats;
    if (order.verb === 'createRenewalOrder') terms?.push(order.seats ?? 0);
  }
  return seats;
}

function eventsOf(placed: readonly Placing[]): Record<string, number> {
  const events: Record<string, number> = {};
  for (const { verb } of placed) events[verb] = (events[verb] ?? 0) + 1;
  return events;
}
