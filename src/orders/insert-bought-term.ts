import type { Transaction } from '../db/transaction.ts';
import { insertOrderLine } from './order-repository.ts';
import { insertTerm, type NewTerm } from './term-repository.ts';

/** Inserts the term that an order buys, with the line that says so, and answers our id of the term. */
export async function insertBoughtTerm(tx: Transaction, ratePlanId: number, term: NewTerm): Promise<number> {
  const termId = await insertTerm(tx, term);
  const { organisationId, orderId, subscriptionId, seats } = term;
  await insertOrderLine(tx, { organisationId, orderId, subscriptionId, ratePlanId, termId, quantity: seats });
  return termId;
}
