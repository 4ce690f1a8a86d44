import type { Partner } from './partner.ts';
import type { World } from './world.ts';

// The common part of the scenarios, which follow orders through time as partners see them.

/** The initial time of every sandbox, so that scenarios can have fixed dates. */
export const dawn = Temporal.Instant.from('2027-01-01T00:00:00Z');

/** Sends an envelope that is expected to succeed and answers its entity. */
// biome-ignore lint/suspicious/noExplicitAny: an entity is whatever the method answers, and tests say what they expect.
export async function done(partner: Partner, method: string, params: Record<string, unknown>): Promise<any> {
  const { status, body } = await partner.envelope(method, params);
  if (status !== 200) throw new Error(`${method} was refused: ${body}`);
  return body;
}

/** Creates customer ABC. */
export async function createCustomer(partner: Partner): Promise<void> {
  await done(partner, 'createCustomer', { id: 'ABC', name: 'ABC Company', admin: { email: 'isa@example.com' } });
}

/** Places the order ORDER-1 of customer ABC: ten seats per month by default. */
export async function placeFirstOrder(partner: Partner, changes: Record<string, unknown> = {}): Promise<void> {
  const order = { customer: 'ABC', id: 'ORDER-1', product: 'oo-lite', licenses: 10, duration: 'monthly' };
  await done(partner, 'createFirstOrder', { ...order, ...changes });
}

/** Calls a mutation on ORDER-1 of a partner below the caller. */
export async function fromAbove(above: Partner, below: Partner, verb: string, input: Record<string, unknown> = {}) {
  return above.mutate(verb, { organisation: below.globalId, firstOrder: 'ORDER-1', ...input });
}

/** Returns the subscription of ORDER-1 as a partner sees it. */
export async function seenBy(partner: Partner, selection: string) {
  return (await partner.graphql(`{ subscription(firstOrder: "ORDER-1") { ${selection} } }`)).subscription;
}

/** Returns the dates and seats of each term of ORDER-1, in the order of sale. Voided terms are marked. */
export async function termsOf(world: World, { organisationId }: Partner): Promise<string[]> {
  const rows = await world.rows<{ startsAt: Date; endsAt: Date; seats: number; voidedAt: Date | null }>(
    `SELECT t."startsAt", t."endsAt", t."seats", t."voidedAt" FROM "Term" t
     JOIN "Subscription" s ON s."id" = t."subscriptionId" JOIN "Order" o ON o."id" = s."firstOrderId"
     WHERE t."organisationId" = $1 AND o."remoteId" = 'ORDER-1' ORDER BY t."id"`,
    [organisationId],
  );
  return rows.map(({ startsAt, endsAt, seats, voidedAt }) => {
    const term = `${iso(startsAt)} to ${iso(endsAt)} for ${seats}`;
    return voidedAt === null ? term : `${term}, voided`;
  });
}

/** Returns a time of the envelope in the usual format. */
export function timeOf(unixSeconds: number): string {
  return iso(new Date(unixSeconds * 1000));
}

function iso(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
