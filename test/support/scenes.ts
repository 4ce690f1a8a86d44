import type { Partner } from './partner.ts';
import type { World } from './world.ts';

// What the scenarios have in common: lives of orders through time, told by what partners ask and see.

/** The clock of every sandbox begins here, whatever day it really is, so that stories can have dates. */
export const dawn = Temporal.Instant.from('2027-01-01T00:00:00Z');

/** Sends an envelope that is expected to succeed and answers its entity. */
// biome-ignore lint/suspicious/noExplicitAny: an entity is whatever the method answers, and tests say what they expect.
export async function done(partner: Partner, method: string, params: Record<string, unknown>): Promise<any> {
  const { status, body } = await partner.envelope(method, params);
  if (status !== 200) throw new Error(`${method} was refused: ${body}`);
  return body;
}

/** A customer ABC, with whom most stories begin. */
export async function createCustomer(partner: Partner): Promise<void> {
  await done(partner, 'createCustomer', { id: 'ABC', name: 'ABC Company', admin: { email: 'isa@example.com' } });
}

/** The order ORDER-1 of customer ABC: ten seats by the month, unless said otherwise. */
export async function placeFirstOrder(partner: Partner, changes: Record<string, unknown> = {}): Promise<void> {
  const order = { customer: 'ABC', id: 'ORDER-1', product: 'oo-lite', licenses: 10, duration: 'monthly' };
  await done(partner, 'createFirstOrder', { ...order, ...changes });
}

/** The answer to a mutation about ORDER-1 of a partner that stands below the caller. */
export async function fromAbove(above: Partner, below: Partner, verb: string, input: Record<string, unknown> = {}) {
  return above.mutate(verb, { organisation: below.globalId, firstOrder: 'ORDER-1', ...input });
}

/** What a partner sees of the subscription that ORDER-1 opened. */
export async function seenBy(partner: Partner, selection: string) {
  return (await partner.graphql(`{ subscription(firstOrder: "ORDER-1") { ${selection} } }`)).subscription;
}

/** When and how each term of ORDER-1 runs, or was to run, in the order of their sale. */
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

/** A time of the envelope as everywhere else. */
export function timeOf(unixSeconds: number): string {
  return iso(new Date(unixSeconds * 1000));
}

function iso(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
