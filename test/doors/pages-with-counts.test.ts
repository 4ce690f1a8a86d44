import { expect, test } from 'vitest';
import { countedPageStatement, type ReadStatement, rowsStatement } from '../../src/db/reading/read-statement.ts';
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

/** Of 20,000 customers, one for each minute, those of the first or of the last 1,000 minutes. */
const minutes = (many: number) => new Date(Date.parse('2027-01-01T00:00:30Z') + many * 60_000);
const { organisationId } = partner;
const early = { where: { organisationId, createdAt: { gt: minutes(0), lte: minutes(1_000) } } };
const late = { where: { organisationId, createdAt: { gte: minutes(19_000) } } };
const shown = { take: 50, select: { id: true, remoteId: true } };

async function planOf({ text, values }: ReadStatement<unknown>): Promise<PlanNode> {
  const [row] = await world.rows<Explained>(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, [...values]);
  if (row === undefined) throw new Error('There is no plan');
  return row['QUERY PLAN'][0].Plan;
}

test.each([
  { what: 'the first of the late ones', found: late, take: 50, id: 'asc' },
  { what: 'the last of the early ones, backwards', found: early, take: 50, id: 'desc' },
  { what: 'the last of the early ones', found: early, take: -50, id: 'asc' },
  { what: 'the first of the late ones, backwards', found: late, take: -50, id: 'desc' },
])('rows are counted in an index, and the page begins at the first of them: $what', async ({ found, take, id }) => {
  const plan = await planOf(countedPageStatement('Customer', { ...shown, ...found, take, orderBy: [{ id }] as never }));
  const [counting] = nodesOf(plan).filter((node) => node['Index Name'] === 'Customer_by_creation_idx');

  expect(counting?.['Actual Rows']).toBe(1_000);
  expect(touched(plan, 'Customer')).toBe(1_050);
});

test.each(['asc', 'desc'] as const)('the latest rows by creation, %s, are as many as the page size', async (way) => {
  const sorted = { ...shown, ...late, orderBy: [{ createdAt: way }, { id: way }] };
  const plan = await planOf(rowsStatement('Customer', sorted));

  expect(touched(plan, 'Customer')).toBe(50);
});
