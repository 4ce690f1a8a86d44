import sql from 'sql-template-tag';
import { expect, test } from 'vitest';
import { type CustomerPage, findCustomers } from '../../src/customers/list-repository.ts';
import { inTransaction } from '../../src/db/transactions/transaction.ts';
import { type Explained, nodesOf, type PlanNode } from '../support/plan-nodes.ts';
import { randomOf } from '../support/random.ts';
import { askLicensing } from '../support/rest.ts';
import { until } from '../support/until.ts';
import { createWorld } from '../support/world.ts';

// How customers are sorted, filtered and cut into pages, held against the same done in a few words.

const world = await createWorld();
const partner = await world.partner();
const other = await world.partner();

interface Row {
  readonly id: number;
  readonly name: string;
  readonly lastName: string | null;
  readonly companyName: string | null;
  readonly isArchived: boolean;
}

const random = randomOf(4);
const names = ['', 'Anna', 'Ben', 'anna', 'Zoë', 'Яна'];
const rows: Row[] = [];
for (const { organisationId } of [partner, other]) {
  for (let number = 0; number < 300; number++) {
    const [lastName, companyName] = [random.pick(names) || null, random.pick(names) || null];
    const name = random.pick(names) || (lastName === null && companyName === null ? 'Ida' : '');
    const isArchived = random.percent(30);
    const [row] = await world.rows<{ id: number }>(
      `INSERT INTO "Customer" ("organisationId", "remoteId", "name", "lastName", "companyName", "archivedAt", "adminEmail",
                               "supplied", "createdAt", "updatedAt")
       VALUES ($1, $2, $3, $4, $5, $6, 'isa@example.com', '{}', now(), now()) RETURNING "id"`,
      [organisationId, `C-${number}`, name, lastName, companyName, isArchived ? '2028-01-01T00:00:00Z' : null],
    );
    if (organisationId === partner.organisationId)
      rows.push({ id: row?.id ?? 0, name, lastName, companyName, isArchived });
  }
}

/** As PostgreSQL compares in the tests: by code point, and nothing before something. */
function compare(one: string | null, two: string | null): number {
  return Buffer.compare(Buffer.from(one ?? ''), Buffer.from(two ?? ''));
}

const comparisons = {
  default: (one: Row, two: Row) => compare(one.companyName, two.companyName) || comparisons.name(one, two),
  company: (one: Row, two: Row) => comparisons.default(one, two),
  name: (one: Row, two: Row) => compare(one.lastName, two.lastName) || compare(one.name, two.name) || one.id - two.id,
} as const;

async function ids(query: string): Promise<number[]> {
  const { status, body } = await askLicensing(world, partner, 'GET', `/customers?${query}`);
  expect(status).toBe(200);
  return body.customers.map(({ _id }: { _id: number }) => _id);
}

/** All of a list, page by page. */
async function allIds(query: string, limit: number): Promise<number[]> {
  const found: number[] = [];
  for (let offset = 0; ; offset += limit) {
    const page = await ids(`${query}&offset=${offset}&limit=${limit}`);
    found.push(...page);
    if (page.length < limit) return found;
  }
}

const sortings = ['default', 'name', 'company'] as const;
const filters: readonly [query: string, holds: (row: Row) => boolean][] = [
  ['', () => true],
  ['&type=company', (row) => row.companyName !== null],
  ['&type=person', (row) => row.companyName === null],
  ['&type=unicorn', () => true],
  ['&type=', () => true],
  ['&archived=true', (row) => row.isArchived],
  ['&archived=false', (row) => !row.isArchived],
  ['&type=company&archived=false', (row) => row.companyName !== null && !row.isArchived],
];

test.for(sortings.flatMap((sortby) => filters.map(([query, holds]) => [sortby, query, holds] as const)))(
  'sortby=%s%s is sorted, stable for ties, and complete with any page size',
  async ([sortby, query, holds]) => {
    const expected = rows.filter(holds).sort(comparisons[sortby]);
    const wanted = expected.map(({ id }) => id);

    expect(wanted.length).toBeGreaterThan(40);
    expect(await allIds(`sortby=${sortby}${query}`, 100)).toEqual(wanted);
    expect(await allIds(`sortby=${sortby}${query}&direction=asc`, 37)).toEqual(wanted);
    expect(await allIds(`sortby=${sortby}${query}&direction=desc`, 100)).toEqual([...wanted].reverse());
  },
);

test('the default page is the first hundred customers by company name', async () => {
  expect(await ids('')).toEqual(await ids('sortby=default&direction=asc&offset=0&limit=100'));
  expect(await ids('')).toHaveLength(100);
  expect(await ids('offset=300')).toEqual([]);
  expect(await ids('offset=2147483647&limit=1')).toEqual([]);
});

/** How a page is found, node by node. */
async function planOf(page: Partial<CustomerPage>): Promise<PlanNode[]> {
  const statements: PlanNode[] = [];
  await inTransaction(world.pool, async (tx) => {
    const explaining = {
      ...tx,
      rows: async <Found>(statement: Parameters<typeof tx.rows>[0]) => {
        const explained = sql`EXPLAIN (ANALYZE, FORMAT JSON) ${statement}`;
        const [row] = await tx.rows<Explained>(explained);
        for (const { Plan } of row?.['QUERY PLAN'] ?? []) statements.push(...nodesOf(Plan));
        return [] as Found[];
      },
    };
    const first = { sortBy: 'COMPANY', direction: 'ASC', offset: 0, limit: 100 } as const;
    await findCustomers(explaining, other.organisationId, { ...first, ...page });
  });
  return statements;
}

test.for<[string, Partial<CustomerPage>]>([
  ['Customer_by_company_idx', {}],
  ['Customer_by_company_idx', { direction: 'DESC' }],
  ['Customer_by_company_idx', { kind: 'COMPANY' }],
  ['Customer_by_company_idx', { kind: 'PERSON', isArchived: false }],
  ['Customer_by_name_idx', { sortBy: 'NAME' }],
  ['Customer_by_name_idx', { sortBy: 'NAME', direction: 'DESC', isArchived: false }],
  ['Customer_by_name_idx', { sortBy: 'NAME', kind: 'COMPANY' }],
])('a late page is found in %s only, and fetches no more rows than it has: %o', async ([index, page]) => {
  await manyCustomers();

  const nodes = await planOf({ ...page, offset: 3_000 });

  const scans = nodes.filter((node) => node['Index Name'] === index);
  expect(scans.map((node) => node['Node Type'])).toEqual(['Index Only Scan']);
  expect(scans[0]).toMatchObject({ 'Actual Rows': 3_100, 'Heap Fetches': 0 });
  const others = nodes.filter((node) => node['Index Name'] !== index);
  expect(Math.max(...others.map((node) => node['Actual Rows'] ?? Number.POSITIVE_INFINITY))).toBe(100);
});

let isFilled = false;

/** 20,000 more customers of the other partner. */
async function manyCustomers(): Promise<void> {
  if (isFilled) return;
  isFilled = true;
  await world.rows(
    `INSERT INTO "Customer" ("organisationId", "remoteId", "name", "lastName", "companyName", "archivedAt", "adminEmail",
                             "supplied", "createdAt", "updatedAt")
     SELECT $1, 'M-' || n, 'N-' || n % 100, CASE WHEN n % 3 = 0 THEN 'L-' || n END, CASE WHEN n % 2 = 0 THEN 'F-' || n END,
            CASE WHEN n % 5 = 0 THEN now() END, 'isa@example.com', '{}', now(), now()
     FROM generate_series(1, 20000) n`,
    [other.organisationId],
  );
  // A commit that does not wait for the disk leaves rows that VACUUM cannot mark as visible before they are there.
  await world.rows('CHECKPOINT');
  await until(isVacuumed);
}

/** Vacuums; false while another session of this database may still need what the pages held before. */
async function isVacuumed(): Promise<boolean> {
  await world.rows('VACUUM ANALYZE "Customer"');
  const [pages] = await world.rows<{ hidden: number }>(
    `SELECT relpages - relallvisible AS hidden FROM pg_class WHERE oid = '"Customer"'::regclass`,
  );
  return pages?.hidden === 0;
}

test('names of the maximum length in any script can be sorted', async () => {
  const emoji = '🪙';
  const members = {
    customerName: emoji.repeat(255),
    customerLastName: emoji.repeat(100),
    customerCompanyName: `A${Array.from({ length: 254 }, () => String.fromCodePoint(0x1f300 + random.below(0x300))).join('')}`,
  };
  const scrambled = { ...members, customerName: members.customerCompanyName };
  for (const body of [members, scrambled]) {
    const answer = await askLicensing(world, partner, 'POST', '/customers', {
      body: { ...body, customerEmail: 'isa@example.com' },
    });
    expect(answer.status).toBe(200);
    expect(answer.body.customer.companyname).toBe(members.customerCompanyName);
  }
});
