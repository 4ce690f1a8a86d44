import canonicalize from 'canonicalize';
import type pg from 'pg';
import { expect } from 'vitest';
import type { Finding } from '../../src/audit/types.ts';
import { independentHash, type Row } from './audit-chain.ts';

/** A manipulation of a chain, and the expected finding. */
export interface Tampering {
  readonly name: string;
  /** The number of rows that must follow the changed one, so that the manipulation is found without a checkpoint. */
  readonly rowsBehind: number;
  tamper(client: pg.PoolClient, row: Row, other: Row): Promise<void>;
  expected(row: Row, other: Row): Pick<Finding, 'kind' | 'sequence'> & Partial<Finding>;
}

const changed = ({ sequence, eventId }: Row) => ({ kind: 'CHANGED' as const, sequence, eventId });
const removed = ({ sequence }: Row, eventId: string | null) => ({ kind: 'REMOVED' as const, sequence, eventId });

/** A changed value for each column of an event. */
const eventColumns: Readonly<Record<string, string>> = {
  id: '"id" + 1000000',
  organisationId: '"organisationId" + 1',
  actorKind: `CASE "actorKind" WHEN 'TERMINAL' THEN 'CALENDAR' ELSE 'TERMINAL' END`,
  actorOrganisationId: 'coalesce("actorOrganisationId", 0) + 1',
  actorKeyId: 'coalesce("actorKeyId", 0) + 1',
  actorClientId: 'coalesce("actorClientId", 0) + 1',
  actorOperatorId: 'coalesce("actorOperatorId", 0) + 1',
  onBehalfOfId: 'coalesce("onBehalfOfId", 0) + 1',
  verb: `"verb" || 'd'`,
  subjectType: `CASE "subjectType" WHEN 'USER' THEN 'KEY' ELSE 'USER' END`,
  subjectId: '"subjectId" + 1',
  termId: 'coalesce("termId", 0) + 1',
  requestId: `coalesce("requestId", '') || ' '`,
  before: `coalesce("before", '{}') || '{"seats": 9007199254740993}'`,
  after: `coalesce("after", '{}') || '{"isActive": null}'`,
  occurredAt: `"occurredAt" - interval '1 second'`,
  recordedAt: `"recordedAt" + interval '1 millisecond'`,
};

/** Values that our programs can neither write nor read. */
const absurdities: Readonly<Record<string, string>> = {
  occurredAt: `'infinity'`,
  recordedAt: `'2026-11-21 10:00:00+00 BC'`,
  before: `'{"seats": 1e400}'`,
  after: `jsonb_set("after", '{seats}', ("after"->>'seats' || '.0')::jsonb)`,
};

const flips = [...Object.entries(eventColumns), ...Object.entries(absurdities)].map(
  ([column, value]): Tampering => ({
    name: `${column} becomes ${value}`,
    rowsBehind: 0,
    tamper: (client, { eventId }) => run(client, `UPDATE "Event" SET "${column}" = ${value} WHERE "id" = $1`, eventId),
    expected: (row) =>
      column === 'id' ? { ...changed(row), eventId: String(Number(row.eventId) + 1_000_000) } : changed(row),
  }),
);

const flippedSeals = ['contentHash', 'previousHash', 'hash'].map(
  (column): Tampering => ({
    name: `the ${column} of a seal becomes another`,
    rowsBehind: 0,
    tamper: (client, { eventId }) =>
      run(
        client,
        `UPDATE "AuditSeal" SET "${column}" = set_byte("${column}", 7, 255 - get_byte("${column}", 7)) WHERE "eventId" = $1`,
        eventId,
      ),
    expected: changed,
  }),
);

/** Manipulations that are found by the rows themselves or by their neighbours. */
export const tamperings: readonly Tampering[] = [
  ...flips,
  ...flippedSeals,
  {
    name: 'a seal points to nothing',
    rowsBehind: 0,
    tamper: (client, { eventId }) =>
      run(client, 'UPDATE "AuditSeal" SET "eventId" = 5000000 WHERE "eventId" = $1', eventId),
    expected: changed,
  },
  {
    name: 'a seal gets another number',
    rowsBehind: 0,
    tamper: (client, { eventId }) =>
      run(client, 'UPDATE "AuditSeal" SET "sequence" = 999 WHERE "eventId" = $1', eventId),
    expected: ({ sequence, eventId }) => ({ kind: 'REORDERED', sequence: 999, eventId, otherSequence: sequence }),
  },
  {
    name: 'an event is deleted',
    rowsBehind: 0,
    tamper: deleteEvent,
    expected: (row) => removed(row, row.eventId),
  },
  {
    name: 'an event is deleted with its seal',
    rowsBehind: 1,
    async tamper(client, row) {
      await deleteEvent(client, row);
      await deleteSeal(client, row);
    },
    expected: (row) => removed(row, null),
  },
  { name: 'a seal is deleted', rowsBehind: 1, tamper: deleteSeal, expected: (row) => removed(row, row.eventId) },
  {
    name: 'an event is rewritten with its content hash',
    rowsBehind: 0,
    tamper: (client, row) => rewrite(client, row, '"hash"'),
    expected: changed,
  },
  {
    name: 'an event is rewritten with both hashes',
    rowsBehind: 1,
    tamper: (client, row) => rewrite(client, row, 'sha256("previousHash" || $2)'),
    expected: changed,
  },
  {
    name: 'a seal is put behind another one, with a hash that fits',
    rowsBehind: 1,
    tamper: (client, { eventId }) =>
      run(
        client,
        `UPDATE "AuditSeal" SET "previousHash" = sha256("previousHash"), "hash" = sha256(sha256("previousHash") || "contentHash") WHERE "eventId" = $1`,
        eventId,
      ),
    expected: changed,
  },
  {
    name: 'two seals exchange their places',
    rowsBehind: 0,
    tamper: (client, row, other) => exchange(client, row, other, 'sequence', 'bigint'),
    expected: reordered,
  },
  {
    name: 'two seals exchange their events',
    rowsBehind: 0,
    tamper: (client, row, other) => exchange(client, row, other, 'eventId', 'bigint'),
    expected: reordered,
  },
  {
    name: 'two seals exchange their events with the hashes of the contents',
    rowsBehind: 0,
    async tamper(client, row, other) {
      await exchange(client, row, other, 'contentHash', 'bytea');
      await exchange(client, row, other, 'eventId', 'bigint');
    },
    expected: reordered,
  },
  {
    name: 'an event is inserted without a seal',
    rowsBehind: 0,
    tamper: async (client, row) => void (await copyEvent(client, row, 7_000_000)),
    expected: () => ({ kind: 'INSERTED', sequence: null, eventId: '7000000' }),
  },
  ...[`"previousHash"`, `sha256('made up')`].map(
    (previousHash): Tampering => ({
      name: `an event is inserted with a seal that follows ${previousHash}`,
      rowsBehind: 0,
      tamper: (client, row) => insertSealed(client, row, previousHash),
      expected: ({ sequence }) => ({ kind: 'INSERTED', sequence, eventId: '7000000' }),
    }),
  ),
];

/** Either of the two rows may be reported as the moved one. */
function reordered(row: Row, other: Row) {
  const either = expect.toBeOneOf([row.sequence, other.sequence]);
  return { kind: 'REORDERED' as const, sequence: either, otherSequence: either };
}

export async function run(client: pg.PoolClient, text: string, ...values: unknown[]): Promise<void> {
  const { rowCount } = await client.query(text, values);
  if (rowCount === 0) throw new Error(`Nothing was done by: ${text}`);
}

export function deleteEvent(client: pg.PoolClient, { eventId }: Row): Promise<void> {
  return run(client, 'DELETE FROM "Event" WHERE "id" = $1', eventId);
}

export function deleteSeal(client: pg.PoolClient, { eventId }: Row): Promise<void> {
  return run(client, 'DELETE FROM "AuditSeal" WHERE "eventId" = $1', eventId);
}

/** Changes an event and recomputes its content hash. `hash` is the expression for the seal's hash. */
export async function rewrite(client: pg.PoolClient, { eventId }: Row, hash: string): Promise<void> {
  await run(client, 'UPDATE "Event" SET "subjectId" = "subjectId" + 1 WHERE "id" = $1', eventId);
  await run(
    client,
    `UPDATE "AuditSeal" SET "contentHash" = $2, "hash" = ${hash} WHERE "eventId" = $1`,
    eventId,
    Buffer.from(await contentHashOf(client, eventId), 'hex'),
  );
}

/** Computes the hash like a reader of the README: from the row as a PostgreSQL client returns it, and the format. */
export async function contentHashOf(client: pg.PoolClient, eventId: string): Promise<string> {
  const { rows } = await client.query('SELECT * FROM "Event" WHERE "id" = $1', [eventId]);
  return independentHash(canonicalize({ ...rows[0], format: 1 }) ?? '');
}

async function exchange(client: pg.PoolClient, one: Row, other: Row, column: string, type: string): Promise<void> {
  const values = await client.query(
    `SELECT "${column}"::text AS value FROM "AuditSeal" WHERE "eventId" = ANY($1) ORDER BY "eventId" = $2`,
    [[one.eventId, other.eventId], one.eventId],
  );
  const [ofOther, ofOne] = values.rows.map(({ value }) => value);
  const seal = (row: Row) => [row.organisation, row.sequence] as const;
  const set = (row: Row, value: string) =>
    run(
      client,
      `UPDATE "AuditSeal" SET "${column}" = $3::text::${type} WHERE "organisationId" = $1 AND "sequence" = $2`,
      ...seal(row),
      value,
    );
  if (column === 'sequence') {
    await set(one, '88888');
    await set(other, ofOne);
    await run(
      client,
      'UPDATE "AuditSeal" SET "sequence" = $2 WHERE "organisationId" = $1 AND "sequence" = 88888',
      one.organisation,
      ofOther,
    );
    return;
  }
  if (column === 'eventId') await set(one, '88888');
  await set(other, ofOne);
  await set(one, ofOther);
}

async function copyEvent(client: pg.PoolClient, { eventId }: Row, id: number): Promise<void> {
  const { rows } = await client.query('SELECT * FROM "Event" WHERE "id" = $1', [eventId]);
  const names = Object.keys(rows[0]).map((name) => `"${name}"`);
  const values = names.map((name) => (name === '"id"' ? String(id) : name));
  await run(client, `INSERT INTO "Event" (${names}) SELECT ${values} FROM "Event" WHERE "id" = $1`, eventId);
}

/** Inserts a sealed event at the position of this row, and moves all later rows by one. */
async function insertSealed(client: pg.PoolClient, row: Row, previousHash: string): Promise<void> {
  await copyEvent(client, row, 7_000_000);
  const { organisation, sequence } = row;
  await run(
    client,
    'UPDATE "AuditSeal" SET "sequence" = "sequence" + 100000 WHERE "organisationId" = $1 AND "sequence" >= $2',
    organisation,
    sequence,
  );
  await run(
    client,
    'UPDATE "AuditSeal" SET "sequence" = "sequence" - 99999 WHERE "organisationId" = $1 AND "sequence" > 100000',
    organisation,
  );
  const content = Buffer.from(await contentHashOf(client, '7000000'), 'hex');
  await run(
    client,
    `INSERT INTO "AuditSeal" ("organisationId", "sequence", "eventId", "contentHash", "previousHash", "hash", "sealedAt")
     SELECT "organisationId", $2::bigint, 7000000, $3, ${previousHash}, sha256(${previousHash} || $3), "sealedAt"
     FROM "AuditSeal" WHERE "organisationId" = $1 AND "sequence" = $2::bigint + 1`,
    organisation,
    sequence,
    content,
  );
}
