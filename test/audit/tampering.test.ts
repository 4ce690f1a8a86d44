import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AuditVerdict } from '../../src/audit/types.ts';
import { verifyEveryAuditTrail } from '../../src/audit/verify-every-audit-trail.ts';
import { afterTampering, recordEvents, sealedRows } from '../support/audit-chain.ts';
import { tamperings } from '../support/tampering.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();
const partners = [await world.partner(), await world.partner()] as const;
await recordEvents(world, partners[0], 14);
await recordEvents(world, partners[1], 13);
await recordEvents(world, partners[0], 3);
const rows = await sealedRows(world, ...partners);
await recordEvents(world, partners[0], 2);

const findingsOf = (verdicts: readonly AuditVerdict[]) =>
  verdicts.flatMap(({ organisation, findings }) => findings.map((finding) => ({ organisation, ...finding })));

test('unchanged chains are intact', async () => {
  const verdicts = await verifyEveryAuditTrail(world, {});

  expect(verdicts).toMatchObject([
    { organisation: partners[0].organisationId, unsealed: 2, findings: [], hasMoreFindings: false },
    { organisation: partners[1].organisationId, unsealed: 0, findings: [], hasMoreFindings: false },
  ]);
  expect(verdicts.map(({ events, sequence }) => [events, sequence])).toEqual(
    verdicts.map(({ organisation }) => {
      const chain = rows.filter((row) => row.organisation === organisation);
      return [chain.length, chain.length];
    }),
  );
});

test.each(tamperings)('if $name, exactly that row is reported', async ({ tamper, expected, rowsBehind }) => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...partners),
      fc.nat({ max: 11 }),
      fc.integer({ min: 1, max: 4 }),
      fc.boolean(),
      async ({ organisationId }, position, distance, fromEnd) => {
        const chain = rows.filter(({ organisation }) => organisation === organisationId);
        const index = fromEnd ? chain.length - 1 - rowsBehind - (position % 3) : position;
        const row = chain[index] ?? rows[0];
        const other = chain[(index + distance) % (chain.length - 1)] ?? rows[1];
        if (row === undefined || other === undefined) throw new Error('The chains are too short');

        const found = findingsOf(await afterTampering(world, (client) => tamper(client, row, other)));

        expect(found).toEqual([expect.objectContaining({ organisation: row.organisation, ...expected(row, other) })]);
      },
    ),
    { numRuns: 8 },
  );
});
