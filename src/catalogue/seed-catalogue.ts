import type { Pool } from 'pg';
import { inTransaction, onConnection } from '../db/transactions/transaction.ts';
import { insertMissingProducts, listOfferedProducts } from './repository.ts';

/** The products of the published guide (contract: envelope A2), each by the month and by the year. */
const publishedProducts = [
  { code: 'oo-lite', name: 'OneOffice Lite' },
  { code: 'oo-std', name: 'OneOffice Standard' },
  { code: 'oo-ent', name: 'OneOffice Enterprise' },
  { code: 'erp-std', name: 'ERP Standard' },
  { code: 'erp-admin', name: 'ERP Administrator' },
  { code: 'erp-lim', name: 'ERP Limited' },
];

/** Puts the published products into the catalogue where they are missing. May be called any number of times. */
export async function seedCatalogue(pool: Pool): Promise<void> {
  await inTransaction(pool, (tx) => insertMissingProducts(tx, publishedProducts));
}

/** Whether there is anything to sell. */
export async function hasProducts(pool: Pool): Promise<boolean> {
  return (await onConnection(pool, (tx) => listOfferedProducts(tx, 'MONTHLY'))).length > 0;
}
