import { expect, test } from 'vitest';
import { countedPageStatement, type ReadStatement, rowsStatement } from '../../src/db/read-statement.ts';
import { type Explained, nodesOf, type PlanNode, touched } from '../support/plan-nodes.ts';
import { customerCall, done } from '../support/sales.ts';
import { createWorld } from '../support/world.ts';

// What counts the rows of a list has met its first, so that a page with its count does not look for that once more.

const world = await createWorld();
const partner = await world.partner();
await done(partner, customerCall({ id: 'SAMPLE' }));
await world.rows(
  `INSERT INTO "Customer" ("organisationId", "remoteId", "name", "adminEmail", "supplied", "createdAt", "updatedAt")
   SELECT "organisationId", 'C-' || n, "name", "adminEmail", "supplied", '2027-01-01'::timestamptz + n * interval '1 minute',
          "updatedAt"
   FROM "Customer", generate_series(1, 20000) n WHERE "remoteId" = 'SAMPLE'`,
);
await world.rows('VACUUM (ANALYZE) "Customer"');

/** Of 20,000 customers, by the minute, those of the last 1,000 minutes. */
const late = {
  where: {
    organisationId: partner.organisationId,
    createdAt: { gte: new Date(Date.parse('2027-01-01T00:00:00Z') + 19_000 * 60_000 + 1) },
  },
  take: 50,
  select: { id: true, remoteId: true },
};

async function planOf({ text, values }: ReadStatement<unknown>): Promise<PlanNode> {
  const [row] = await world.rows<Explained>(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, [...values]);
  if (row === undefined) throw new Error('There is no plan');
  return row['QUERY PLAN'][0].Plan;
}

test('the late ones of many customers are counted in an index, and the page begins with the first of them', async () => {
  const plan = await planOf(countedPageStatement('Customer', { ...late, orderBy: [{ id: 'asc' }] }));
  const [counting] = nodesOf(plan).filter((node) => node['Index Name'] === 'Customer_by_creation_idx');

  expect(counting?.['Actual Rows']).toBe(1_000);
  expect(touched(plan, 'Customer')).toBe(1_050);
});

test.each(['asc', 'desc'] as const)(
  'the late ones by their creation, %s, are as many as the page is long',
  async (way) => {
    const sorted = { ...late, orderBy: [{ createdAt: way }, { id: way }] };
    const plan = await planOf(rowsStatement('Customer', sorted));

    expect(touched(plan, 'Customer')).toBe(50);
  },
);
