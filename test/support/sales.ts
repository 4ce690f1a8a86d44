import type { Call } from './entrances.ts';
import type { Partner } from './partner.ts';
import type { World } from './world.ts';

// Example calls in the terms of the envelope. A test changes only the members that matter to it.

export const customerCall = (changes: Call['params'] = {}): Call => ({
  method: 'createCustomer',
  params: { id: 'ABC', name: 'ABC Company', admin: { email: 'isa@example.com' }, ...changes },
});

export const firstOrderCall = (changes: Call['params'] = {}): Call => ({
  method: 'createFirstOrder',
  params: { customer: 'ABC', id: 'ORDER-1', product: 'oo-lite', licenses: 20, duration: 'monthly', ...changes },
});

export const renewalCall = (changes: Call['params'] = {}): Call => ({
  method: 'createRenewalOrder',
  params: { parent: 'ORDER-1', id: 'RENEWAL-1', ...changes },
});

export const changeSeatsCall = (changes: Call['params'] = {}): Call => ({
  method: 'changeSeats',
  params: { parent: 'ORDER-1', id: 'CHANGE-1', licenses: 30, ...changes },
});

/** Sends a call that must succeed, and returns its entity. */
export async function done(partner: Partner, { method, params }: Call): Promise<Record<string, unknown>> {
  const { status, body } = await partner.envelope(method, params);
  if (status !== 200) throw new Error(`${method} was refused: ${body}`);
  return body;
}

/** Creates customer ABC with the monthly order ORDER-1 of 20 seats, at the time `at` of the partner's clock. */
export async function sell(partner: Partner, at = '2028-01-01T00:00:00Z'): Promise<void> {
  await partner.advanceTo(at);
  await done(partner, customerCall());
  await done(partner, firstOrderCall());
}

export interface Rows {
  readonly customers: number;
  readonly orders: number;
  readonly subscriptions: number;
  readonly terms: number;
  readonly lines: number;
  readonly users: number;
  /** The verbs of the partner's events about customers, subscriptions and users, oldest first. */
  readonly events: readonly string[];
}

/** Returns the number of rows of a partner, and its events. */
export async function rowsOf(world: World, { organisationId }: Partner): Promise<Rows> {
  const count = (table: string) => `(SELECT count(*)::int FROM "${table}" WHERE "organisationId" = $1)`;
  const [rows] = await world.rows<Rows>(
    `SELECT ${count('Customer')} AS customers, ${count('Order')} AS orders, ${count('Subscription')} AS subscriptions,
            ${count('Term')} AS terms, ${count('OrderLine')} AS lines, ${count('User')} AS users,
            ARRAY(SELECT "verb" FROM "Event"
                  WHERE "organisationId" = $1 AND "subjectType" IN ('CUSTOMER', 'SUBSCRIPTION', 'USER')
                  ORDER BY "id") AS events`,
    [organisationId],
  );
  if (rows === undefined) throw new Error('A count always has a row');
  return rows;
}

/** Counts the occurrences of each value. */
export function tally(values: readonly (string | number | null)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[String(value)] = (counts[String(value)] ?? 0) + 1;
  return counts;
}
