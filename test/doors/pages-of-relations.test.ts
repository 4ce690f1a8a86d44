import { expect, test } from 'vitest';
import { rowsStatement } from '../../src/db/reading/read-statement.ts';
import { type Explained, touched } from '../support/plan-nodes.ts';
import { customerCall, done, firstOrderCall } from '../support/sales.ts';
import { createWorld } from '../support/world.ts';

// A page of what belongs to something reads as many rows as it is long, and not all there are.

const world = await createWorld();
const partner = await world.partner();
for (const id of ['FEW', 'MANY']) {
  await done(partner, customerCall({ id }));
  await done(partner, firstOrderCall({ customer: id, id: `O-${id}` }));
}
await world.rows(
  `INSERT INTO "Order" ("organisationId", "customerId", "parentId", "kind", "remoteId", "supplied", "createdAt")
   SELECT o."organisationId", o."customerId", o."id", 'CHANGE', 'K-' || n, '{}', o."createdAt"
   FROM "Order" o, generate_series(1, 5000) n WHERE o."remoteId" = 'O-MANY'`,
);
// As it usually is: most customers have few orders.
await world.rows(
  `INSERT INTO "Customer" ("organisationId", "remoteId", "name", "adminEmail", "supplied", "createdAt", "updatedAt")
   SELECT "organisationId", 'C-' || n, "name", "adminEmail", "supplied", "createdAt", "updatedAt"
   FROM "Customer", generate_series(1, 2000) n WHERE "remoteId" = 'FEW'`,
);
await world.rows(
  `INSERT INTO "Order" ("organisationId", "customerId", "kind", "remoteId", "supplied", "createdAt")
   SELECT "organisationId", "id", 'FIRST', 'O-' || "remoteId", '{}', "createdAt"
   FROM "Customer" WHERE "remoteId" LIKE 'C-%'`,
);
await world.rows('ANALYZE "Order"');

async function ordersRead(orders: object): Promise<number> {
  const { text, values } = rowsStatement('Customer', {
    where: { organisationId: partner.organisationId, remoteId: { in: ['FEW', 'MANY'] } },
    orderBy: { id: 'asc' },
    take: 50,
    select: { remoteId: true, orders: { select: { remoteId: true }, orderBy: { id: 'asc' }, ...orders } },
  });
  const [row] = await world.rows<Explained>(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, [...values]);
  const [explained] = row?.['QUERY PLAN'] ?? [];
  if (explained === undefined) throw new Error('There is no plan');
  return touched(explained.Plan, 'Order');
}

test('the first of 5,000 orders of a customer are read without the others', async () => {
  expect(await ordersRead({ take: 3 })).toBe(1 + 3);
});

test('the last ones are read in the same way', async () => {
  expect(await ordersRead({ take: -3 })).toBe(1 + 3);
});

test('a page in the middle is read in the same way', async () => {
  expect(await ordersRead({ take: 3, where: { id: { gt: 2000 } } })).toBe(3);
});
