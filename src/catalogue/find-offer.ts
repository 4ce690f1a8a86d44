import type { Transaction } from '../db/transactions/transaction.ts';
import { allowed, type Result, refused } from '../shared/result.ts';
import type { Duration } from '../terms/term.ts';
import { UnknownProductError } from './errors.ts';
import { listOfferedProducts, readOffer } from './repository.ts';
import type { Offer } from './types.ts';

/** Returns the offer of a product for a duration. The refusal names the available products. */
export async function findOffer(
  tx: Transaction,
  organisationId: number,
  product: string,
  duration: Duration,
): Promise<Result<Offer, UnknownProductError>> {
  const offer = await readOffer(tx, organisationId, product, duration);
  if (offer !== undefined) return allowed(offer);
  return refused(new UnknownProductError(product, await listOfferedProducts(tx, duration)));
}
