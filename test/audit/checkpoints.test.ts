import fc from 'fast-check';
import type pg from 'pg';
import { expect, test } from 'vitest';
import { sealHashOf } from '../../src/audit/content-hash.ts';
import { listAuditCheckpoints } from '../../src/audit/list-audit-checkpoints.ts';
import type { KnownCheckpoint } from '../../src/audit/types.ts';
import { verifyEveryAuditTrail } from '../../src/audit/verify-every-audit-trail.ts';
import { afterTampering, type Row, recordEvents, sealedRows } from '../support/audit-chain.ts';
import { contentHashOf, deleteEvent, deleteSeal, rewrite, run, tamperings } from '../support/tampering.ts';
import { createWorld } from '../support/world.ts';

const world = await createWorld();
const partner = await world.partner();
const { organisationId: organisation } = partner;
await recordEvents(world, partner, 14);
const rows = await sealedRows(world, partner);
const [checkpoint] = await listAuditCheckpoints(world, { organisation });
if (checkpoint === undefined) throw new Error('Nothing was sealed');
const everyRow = rows.map(({ sequence, hash }) => ({ organisation, sequence, hash }));
const length = rows.length;

/** What verification says with these checkpoints of the one chain. */
async function findingsAfter(
  tamper: (client: pg.PoolClient) => Promise<void>,
  checkpoints: readonly KnownCheckpoint[] = everyRow.slice(-1),
) {
  const [verdict] = await afterTampering(world, tamper, { organisation, checkpoints });
  return verdict?.findings;
}

const at = (sequence: number): Row => {
  const row = rows[sequence - 1];
  if (row === undefined) throw new Error(`The chain has no row ${sequence}`);
  return row;
};

/** Makes all seals from this one on anew, so that they fit to each other. */
async function sealAnew(client: pg.PoolClient, from: number): Promise<void> {
  let previousHash = from === 1 ? '0'.repeat(64) : at(from - 1).hash;
  for (const { eventId } of rows.slice(from - 1)) {
    const contentHash = await contentHashOf(client, eventId);
    const hash = sealHashOf(previousHash, contentHash);
    const text = `UPDATE "AuditSeal" SET "contentHash" = decode($2, 'hex'), "previousHash" = decode($3, 'hex'), "hash" = decode($4, 'hex') WHERE "eventId" = $1`;
    await run(client, text, eventId, contentHash, previousHash, hash);
    previousHash = hash;
  }
}

test('a checkpoint is the newest seal of a chain, and a chain that matches it is intact', async () => {
  expect(checkpoint).toMatchObject({ organisation, sequence: length, hash: at(length).hash });

  const [verdict] = await verifyEveryAuditTrail(world, { organisation, checkpoints: everyRow });
  expect(verdict).toMatchObject({ checkpoints: length, findings: [], hash: at(length).hash });
});

test('a removed end of a chain is found only with a checkpoint', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: length }), async (first) => {
      const cut = async (client: pg.PoolClient) => {
        for (const row of rows.slice(first - 1)) await deleteEvent(client, row).then(() => deleteSeal(client, row));
      };
      const truncated = { kind: 'TRUNCATED', sequence: first, eventId: null, otherSequence: length };

      expect(await findingsAfter(cut, [])).toEqual([]);
      expect(await findingsAfter(cut)).toEqual([truncated]);
      expect(await findingsAfter(cut, everyRow)).toEqual([truncated]);
    }),
    { numRuns: 5 },
  );
});

test('if only the seals at the end are missing, a checkpoint shows that they existed', async () => {
  const cut = async (client: pg.PoolClient) => {
    for (const row of rows.slice(-3)) await deleteSeal(client, row);
  };

  expect(await findingsAfter(cut, [])).toMatchObject(
    rows.slice(-3).map(({ eventId }) => ({ kind: 'INSERTED', eventId })),
  );
  expect(await findingsAfter(cut)).toMatchObject([{ kind: 'TRUNCATED', sequence: length - 2, otherSequence: length }]);
});

test('a chain whose later seals were recreated is found only with a checkpoint, back to the last valid one', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: length }), async (changed) => {
      const rewritten = async (client: pg.PoolClient) => {
        await rewrite(client, at(changed), '"hash"');
        await sealAnew(client, changed);
      };

      expect(await findingsAfter(rewritten, [])).toEqual([]);
      expect(await findingsAfter(rewritten)).toEqual([
        { kind: 'REWRITTEN', sequence: 1, eventId: at(length).eventId, otherSequence: length },
      ]);
      // With a checkpoint of every row, it is just the row.
      expect(await findingsAfter(rewritten, everyRow)).toEqual([
        { kind: 'REWRITTEN', sequence: changed, eventId: at(changed).eventId, otherSequence: changed },
      ]);
    }),
    { numRuns: 5 },
  );
});

test('a chain that was removed with its organisation is known from its checkpoint', async () => {
  const gone = async (client: pg.PoolClient) => {
    for (const table of ['AuditSeal', 'Event'])
      await run(client, `DELETE FROM "${table}" WHERE "organisationId" = $1`, organisation);
    await run(client, 'DELETE FROM "Organisation" WHERE "id" = $1', organisation);
  };

  const verdicts = await afterTampering(world, gone, { checkpoints: [checkpoint] });
  expect(verdicts.find((verdict) => verdict.organisation === organisation)?.findings).toEqual([
    { kind: 'TRUNCATED', sequence: 1, eventId: null, otherSequence: length },
  ]);
});

test.each(tamperings)('a checkpoint adds nothing if $name', async ({ tamper, expected }) => {
  const tampered = (client: pg.PoolClient) => tamper(client, at(5), at(9));

  expect(await findingsAfter(tampered)).toEqual([expect.objectContaining(expected(at(5), at(9)))]);
});

test('no combination of two changes makes a chain look intact', async () => {
  const pick = fc.constantFrom(...tamperings);
  const place = fc.integer({ min: 1, max: length - 2 });
  await fc.assert(
    fc.asyncProperty(pick, pick, place, place, place, place, async (first, second, ...places) => {
      const [one, other, third, fourth] = places.map(at) as [Row, Row, Row, Row];
      fc.pre(new Set(places).size === 4);
      const both = async (client: pg.PoolClient) => {
        await first.tamper(client, one, other);
        await client.query('SAVEPOINT one');
        // What the first left may be too little for the second.
        await second.tamper(client, third, fourth).catch(() => client.query('ROLLBACK TO SAVEPOINT one'));
      };

      expect(await findingsAfter(both, [])).not.toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test('an event that was sealed late and claims to be older than its neighbours is found', async () => {
  const backdated = async (client: pg.PoolClient, id: number, recordedAt: string) => {
    const { rows: columns } = await client.query(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'Event'`,
    );
    const names = columns.map(({ name }) => `"${name}"`);
    const values = names.map((name) => (name === '"id"' ? id : name === '"recordedAt"' ? recordedAt : name));
    await run(client, `INSERT INTO "Event" (${names}) SELECT ${values} FROM "Event" WHERE "id" = $1`, at(14).eventId);
    const contentHash = await contentHashOf(client, String(id));
    await run(
      client,
      `INSERT INTO "AuditSeal" ("organisationId", "sequence", "eventId", "contentHash", "previousHash", "hash", "sealedAt")
       SELECT "organisationId", "sequence" + 1, ${id}, decode($2, 'hex'), "hash", sha256("hash" || decode($2, 'hex')), "sealedAt"
       FROM "AuditSeal" WHERE "eventId" = $1`,
      at(length).eventId,
      contentHash,
    );
  };

  expect(await findingsAfter((client) => backdated(client, -5, `"recordedAt" - interval '11 minutes'`))).toEqual([
    { kind: 'INSERTED', sequence: length + 1, eventId: '-5', otherSequence: null },
  ]);
  // A verb may well be under way for a while.
  expect(await findingsAfter((client) => backdated(client, -5, `"recordedAt" - interval '9 minutes'`))).toEqual([]);
});

test('an event that was removed before it was sealed is found', async () => {
  await recordEvents(world, partner, 1);
  const [waiting] = await world.rows<{ id: string }>('SELECT max("id")::text AS id FROM "Event"');

  const [verdict] = await afterTampering(
    world,
    (client) => run(client, 'DELETE FROM "Event" WHERE "id" = $1', waiting?.id),
    { organisation },
  );
  expect(verdict).toMatchObject({ unsealed: 0, findings: [{ kind: 'REMOVED', sequence: null, eventId: waiting?.id }] });
});
