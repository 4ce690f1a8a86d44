import sql from 'sql-template-tag';
import { expect, test } from 'vitest';
import { ConflictError } from '../../src/db/errors.ts';
import { readerFor } from '../../src/db/reading/reader.ts';
import { ReadingPool } from '../../src/db/reading/reading-pool.ts';
import {
  inOuterTransaction,
  inSnapshot,
  inTransaction,
  type Transaction,
} from '../../src/db/transactions/transaction.ts';
import { NotASandboxError } from '../../src/sandbox/errors.ts';
import type { Connections } from '../../src/shared/connections.ts';
import { createWorld } from '../support/world.ts';

// A transaction in which whole verbs, and the reads that shape their answers, are parts that can fail by themselves.

const world = await createWorld();
const readingPool = new ReadingPool(world.pool);
await world.rows('CREATE TABLE "Mark" ("text" text)');

const mark = (text: string) => (tx: Transaction) => tx.rows(sql`INSERT INTO "Mark" VALUES (${text})`);
const fail =
  (state: string) =>
  async (tx: Transaction): Promise<unknown> => {
    await mark('failed')(tx);
    return tx.rows(state === '40001' ? sql`DO 'BEGIN RAISE SQLSTATE ''40001''; END'` : sql`SELECT 1 / 0`);
  };

async function marks(): Promise<string[]> {
  const rows = await world.rows<{ text: string }>('DELETE FROM "Mark" RETURNING "text"');
  return rows.map(({ text }) => text);
}

/** Runs this inside of one transaction, and answers what was left when it had ended. */
const around = (work: (open: Connections) => Promise<unknown>) =>
  inOuterTransaction(world.pool, async (_, within) => (await within(work)).value);

test('simultaneous parts run one after the other, and all are kept', async () => {
  await around((open) => Promise.all(['a', 'b', 'c'].map((text) => inTransaction(open, mark(text)))));

  expect(await marks()).toEqual(['a', 'b', 'c']);
});

test('a refused part leaves the other parts unchanged', async () => {
  const refused = await around(async (open) => {
    await inTransaction(open, mark('before'));
    const refusal = inTransaction(open, async (tx) => {
      await mark('refused')(tx);
      throw new NotASandboxError();
    });
    const answer = await refusal.catch((error) => error.code);
    await inTransaction(open, mark('after'));
    return answer;
  });

  expect(refused).toBe('NOT_A_SANDBOX');
  expect(await marks()).toEqual(['before', 'after']);
});

test('only the part with a conflict is run again', async () => {
  let attempt = 0;
  await around(async (open) => {
    await inTransaction(open, mark('before'));
    await inTransaction<unknown>(open, (tx) => (++attempt < 5 ? fail('40001') : mark('fifth'))(tx));
  });

  expect(await marks()).toEqual(['before', 'fifth']);
});

test('a part that ends in a conflict rolls back all parts, even if the error was caught', async () => {
  const attempt = around(async (open) => {
    await inTransaction(open, mark('before'));
    await inTransaction(open, fail('40001')).catch(() => 'caught');
  });

  await expect(attempt).rejects.toBeInstanceOf(ConflictError);
  expect(await marks()).toEqual([]);
});

test('an internal error in a part rolls back all parts, even if the error was caught', async () => {
  const attempt = around(async (open) => {
    await inTransaction(open, mark('before'));
    await inTransaction(open, fail('22012')).catch(() => 'caught');
  });

  await expect(attempt).rejects.toMatchObject({ code: '22012' });
  expect(await marks()).toEqual([]);
});

test('a preview leaves nothing behind', async () => {
  await around((open) => inSnapshot(open, mark('previewed')));

  expect(await marks()).toEqual([]);
});

test('many simultaneous reads see what was just written', async () => {
  const partner = await world.partner();
  const ctx = await partner.context();
  const rename = (tx: Transaction) =>
    tx.rows(sql`UPDATE "Organisation" SET "name" = 'New' WHERE "id" = ${partner.organisationId}`);
  const names = (pool: Connections) => {
    const { organisation } = readerFor(readingPool, { ...ctx, pool });
    const where = { id: partner.organisationId };
    return Promise.all([
      organisation.findUnique({ where }),
      organisation.findUniqueOrThrow({ where, select: { name: true } }),
      organisation.findFirst({ where }),
      organisation.findMany().then(([row]) => row),
    ]).then((rows) => rows.map((row) => row?.name));
  };

  const inside = await around(async (open) => {
    await inTransaction(open, rename);
    const [seen, outside] = await Promise.all([names(open), names(world.pool)]);
    return { seen, outside };
  });

  expect(inside).toEqual({ seen: Array(4).fill('New'), outside: Array(4).fill('A partner') });
});

test('pending parts finish before the transaction ends, and no part starts afterwards', async () => {
  let late: Connections | undefined;
  await around(async (open) => {
    late = open;
    void inTransaction(open, mark('not waited for'));
  });

  await expect(inTransaction(late as Connections, mark('late'))).rejects.toThrow('This transaction has ended');
  expect(await marks()).toEqual(['not waited for']);
});
