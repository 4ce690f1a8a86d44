import type { Pool } from 'pg';
import { inTransaction, onConnection } from '../db/transactions/transaction.ts';
import { insertMissingProducts, listOfferedProducts } from './repository.ts';

/** The products of the published guide (contract: envelope A2). Each is available monthly and yearly. */
const publishedProducts = [
  { code: 'oo-lite', name: 'OneOffice Lite' },
  { code: 'oo-std', name: 'OneOffice Standard' },
  { code: 'oo-ent', name: 'OneOffice Enterprise' },
  { code: 'erp-std', name: 'ERP Standard' },
  { code: 'erp-admin', name: 'ERP Administrator' },
  { code: 'erp-lim', name: 'ERP Limited' },
];

/** Adds the missing published products to the catalogue. Repeated calls are safe. */
export async function seedCatalogue(pool: Pool): Promise<void> {
  await inTransaction(pool, (tx) => insertMissingProducts(tx, publishedProducts));
}

/** Whether any product can be ordered. */
export async function hasProducts(pool: Pool): Promise<boolean> {
  return (await onConnection(pool, (tx) => listOfferedProducts(tx, 'MONTHLY'))).length > 0;
}
