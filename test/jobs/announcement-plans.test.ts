import { expect, test } from 'vitest';
import { expireEndedTerms } from '../../src/due-transitions/expire-ended-terms.ts';
import { openRenewalWindows } from '../../src/due-transitions/open-renewal-windows.ts';
import { createQuietWorld, openOrder } from '../support/calendar.ts';
import { type Explained, nodesOf } from '../support/plan-nodes.ts';
import { recordStatements } from '../support/statements.ts';
import type { World } from '../support/world.ts';

// How PostgreSQL carries a sweep out where there is much to sweep. A chunk that reads a table or an index from end to end
// is right as well, and nothing but its slowness would tell.

const scans = {
  ended: ['Index Scan Subscription_pkey', 'Index Scan Term_end_due_idx'],
  opened: ['Index Scan Subscription_pkey', 'Index Scan Subscription_window_due_idx'],
  written: [
    'Index Scan Subscription_pkey',
    'Index Scan Subscription_pkey',
    'Index Scan Term_organisationId_subscriptionId_startsAt_idx',
    'Index Scan Term_organisationId_subscriptionId_startsAt_idx',
  ],
};

test.each([
  { due: 'nothing', announced: true },
  { due: 'everything', announced: false },
])('a chunk reads only its own rows, with plans made when $due was due', async ({ announced }) => {
  const world = await createQuietWorld();
  await openOrder(world, await world.partner({ sandbox: false }), { at: '2027-03-01T00:00:00Z' });
  await multiplyOrder(world, 10_000, announced);

  const [ended, written, opened, writtenFromOpened] = await statementsOfChunks(world);
  const found = await Promise.all([ended, opened, written, writtenFromOpened].map((text) => scansOf(world, text)));

  expect(found).toEqual([scans.ended, scans.opened, scans.written, scans.written]);
});

/** As many orders more like the one that there is, with what they bought. */
async function multiplyOrder(world: World, times: number, announced: boolean): Promise<void> {
  const copies = {
    Order: `'id', 1000 + n, 'remoteId', 'COPY-' || n`,
    Subscription: `'id', 1000 + n, 'firstOrderId', 1000 + n, 'windowAnnounced', ${announced}`,
    Term: `'id', 1000 + n, 'orderId', 1000 + n, 'subscriptionId', 1000 + n, 'endAnnounced', ${announced}`,
  };
  for (const [table, changes] of Object.entries(copies)) {
    await world.rows(
      `INSERT INTO "${table}"
       SELECT (jsonb_populate_record(original, jsonb_build_object(${changes}))).*
       FROM "${table}" original, generate_series(1, $1) n`,
      [times],
    );
    await world.rows(`VACUUM (ANALYZE) "${table}"`);
  }
}

/** What one chunk of each sweep sends: it finds what is due, and then writes that down. */
async function statementsOfChunks(world: World): Promise<string[]> {
  world.setRealTime(Temporal.Instant.from('2027-03-01T00:00:00Z'));
  // Made due only now, in a few rows, so that what PostgreSQL knows about the tables stays as it was.
  await world.rows(`UPDATE "Term" SET "endAnnounced" = false WHERE "id" > 10997`);
  await world.rows(`UPDATE "Subscription" SET "windowAnnounced" = false WHERE "id" > 10997`);
  const statements = recordStatements();
  const ctx = { ...world, chunkSize: 2, stopping: AbortSignal.abort() };
  world.setRealTime(Temporal.Instant.from('2027-05-01T00:00:00Z'));
  await expireEndedTerms({ ...ctx, clock: world.clock });
  await world.rows(`UPDATE "Subscription" SET "windowAnnounced" = false WHERE "id" > 10997`);
  await openRenewalWindows({ ...ctx, clock: world.clock });
  return statements.filter((text) => text.trimStart().startsWith('WITH '));
}

/** How the plan for any parameters reads from terms and subscriptions. */
async function scansOf(world: World, text: string | undefined): Promise<string[]> {
  const [row] = await world.rows<Explained>(`EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${text}`);
  const nodes = row === undefined ? [] : nodesOf(row['QUERY PLAN'][0].Plan);
  return nodes
    .filter(
      (node) => node['Node Type'].endsWith('Scan') && ['Term', 'Subscription'].includes(node['Relation Name'] ?? ''),
    )
    .map((node) => `${node['Node Type']} ${node['Index Name'] ?? node['Relation Name']}`)
    .sort();
}
