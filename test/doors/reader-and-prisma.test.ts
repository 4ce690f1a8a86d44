import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { type Model, modelOf } from '../../src/db/reading/models.ts';
import { readableModels } from '../../src/db/reading/read-permissions.ts';
import { readerFor } from '../../src/db/reading/reader.ts';
import { ReadingPool } from '../../src/db/reading/reading-pool.ts';
import { createStock } from '../support/graphql-stock.ts';
import { createReadingPrisma, readingAs } from '../support/reading-prisma.ts';
import { createWorld } from '../support/world.ts';

// Our reader makes one statement of what GraphQL selects. Prisma, which takes several, has to find the same.

const world = await createWorld();
const { distributor } = await createStock(world);
const prisma = createReadingPrisma(world.pool);
const readingPool = new ReadingPool(world.pool);
afterAll(async () => {
  await prisma.$disconnect();
  await readingPool.end();
});
const ctx = await distributor.context();
const organisationId = { in: [...ctx.actor.organisationIds] };

interface Rows {
  findMany(args: object): Promise<unknown[]>;
  findManyAndCount(args: object): Promise<{ rows: unknown[]; count: number }>;
  count(args: object): Promise<number>;
}

const rowsAt = (client: unknown, model: string) =>
  (client as Record<string, Rows>)[`${model.charAt(0).toLowerCase()}${model.slice(1)}`] as Rows;

/** What no reader is granted. */
const hidden = new Set(['hash', 'supplied', 'passwordHash', 'emailKey']);
const columnsOf = ({ columns }: Model) => [...columns.keys()].filter((name) => !hidden.has(name));
const relationsOf = ({ relations }: Model) =>
  [...relations].filter(([, { model }]) => (readableModels as readonly string[]).includes(model));

const page = {
  take: fc.option(
    fc.integer({ min: -4, max: 4 }).filter((take) => take !== 0),
    { nil: undefined },
  ),
};
const skip = fc.integer({ min: 0, max: 2 });

/** Selections of a model, so many relations deep. */
function selectionOf(name: string, depth: number): fc.Arbitrary<object> {
  const model = modelOf(name);
  const columns = fc.subarray(columnsOf(model), { minLength: 1 });
  const relations =
    depth === 0
      ? fc.constant([])
      : fc.shuffledSubarray(relationsOf(model), { maxLength: Math.min(2, relationsOf(model).length) });
  return fc.tuple(columns, relations).chain(([own, others]) =>
    fc.tuple(...others.map(([, relation]) => readOf(relation.model, depth - 1, relation.isList))).map((reads) => {
      const lists = others.filter(([, { isList }]) => isList).map(([relation]) => [relation, true] as const);
      return Object.fromEntries([
        ...own.map((column) => [column, true] as const),
        ...others.map(([relation], place) => [relation, reads[place]] as const),
        ...(lists.length === 0 ? [] : [['_count', { select: Object.fromEntries(lists) }] as const]),
      ]);
    }),
  );
}

function readOf(name: string, depth: number, isList: boolean): fc.Arbitrary<object> {
  const selection = selectionOf(name, depth);
  if (!isList) return selection.map((select) => ({ select }));
  const id = modelOf(name).columns.has('id') ? 'id' : 'sequence';
  const order = fc
    .constantFrom('asc', 'desc')
    .map((direction) => ({ [modelOf(name).columns.has(id) ? id : 'roleId']: direction }));
  return fc
    .record({ select: selection, orderBy: order, skip, ...page })
    .map(({ take, ...read }) => (take === undefined ? { ...read, skip: 0 } : { ...read, take }));
}

const models = readableModels.filter(
  (name) => modelOf(name).columns.has('id') && !['Product', 'RatePlan'].includes(name),
);
const reads = fc
  .constantFrom(...models)
  .chain((model) => readOf(model, 3, true).map((args) => ({ model, args: { ...args, where: scopeOf(model) } })));

function scopeOf(model: string): object {
  return model === 'Organisation' ? { id: organisationId } : { organisationId };
}

test('the reader and Prisma find the same for every selection, order and count', async () => {
  const reader = readerFor(readingPool, ctx);
  await fc.assert(
    fc.asyncProperty(reads, async ({ model, args }) => {
      const prismas = await readingAs(ctx.actor.organisationIds, () => rowsAt(prisma, model).findMany(args));
      expect(await rowsAt(reader, model).findMany(args)).toEqual(prismas.map(withBuffers));
    }),
    { numRuns: 300 },
  );
});

/** Prisma answers bytes as plain arrays of bytes. */
function withBuffers(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value);
  if (Array.isArray(value)) return value.map(withBuffers);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withBuffers(member)]));
}

const instant = new Date('2027-02-01T00:00:00Z');
const conditions: Record<string, object[]> = {
  Customer: [
    { isActive: true },
    { remoteId: { contains: 'a', mode: 'insensitive' } },
    { OR: [{ name: { contains: '100\\%', mode: 'insensitive' } }, { remoteId: 'ALPHA-1' }] },
    { AND: [] },
    { NOT: { isActive: true } },
    { createdAt: { gte: instant }, adminPhone: null },
    { id: { in: [] } },
  ],
  Subscription: [
    { cancelledAt: { not: null } },
    { OR: [{ cancelsAt: null }, { cancelsAt: { gt: instant } }], lastEndsAt: { lte: instant } },
    { NOT: { cancelsAt: null, holdCount: 0 } },
    { customer: { OR: [{ name: { contains: 'wool', mode: 'insensitive' } }, { remoteId: 'ALPHA-1' }] } },
    { ratePlan: { product: { code: 'oo-lite' }, duration: 'MONTHLY' } },
    { NOT: { customer: { isActive: true } } },
    { holdCount: { gt: 0 }, firstStartsAt: undefined },
  ],
  Order: [{ kind: { in: ['RENEWAL', 'CHANGE'] } }, { kind: { in: ['FIRST'] } }, { parentId: null }],
  Event: [{ id: { gt: 3n, lte: 9n } }, { seal: { sequence: { gt: 2n } } }, { subjectType: 'CUSTOMER', termId: null }],
};

const filters = Object.entries(conditions).flatMap(([model, all]) => all.map((where) => ({ model, where })));

test.each(filters)('both find and count the same $model rows by $where', async ({ model, where }) => {
  const scoped = { where: { AND: [where, scopeOf(model)] } };
  const found = { ...scoped, select: { id: true }, orderBy: { id: 'asc' } };
  const reader = readerFor(readingPool, ctx);
  const rows = await readingAs(ctx.actor.organisationIds, () => rowsAt(prisma, model).findMany(found));

  expect(await rowsAt(reader, model).findMany(found)).toEqual(rows);
  expect(await rowsAt(reader, model).count(scoped)).toBe(rows.length);
});

const pages = [1, 3, -1, -3].flatMap((take) => (['asc', 'desc'] as const).map((id) => ({ take, orderBy: [{ id }] })));

test.each(filters)(
  'pages with their count equal those without, plus the count: $model by $where',
  async ({ model, where }) => {
    const scoped = { where: { AND: [where, scopeOf(model)] } };
    const rows = rowsAt(readerFor(readingPool, ctx), model);
    const count = await rows.count(scoped);

    for (const page of pages) {
      const args = { ...scoped, ...page, select: { id: true, organisation: { select: { name: true } } } };
      expect(await rows.findManyAndCount(args), JSON.stringify(page)).toEqual({
        rows: await rows.findMany(args),
        count,
      });
    }
  },
);

const unknown = [
  { name: { startsWith: 'A' } },
  { orders: { some: {} } },
  { nothing: 1 },
  { isActive: { equals: null } },
];

test.each(unknown)('the reader refuses unsupported arguments: %j', async (where) => {
  const reader = readerFor(readingPool, ctx);

  await expect(rowsAt(reader, 'Customer').findMany({ where, select: { id: true } })).rejects.toThrow(
    /Customer|does not support the operator/,
  );
});

test('every relation uses the columns of its foreign key', async () => {
  const keys = await world.rows<{ table: string; columns: string[]; target: string; others: string[] }>(`
    SELECT c.conrelid::regclass::text AS "table", c.confrelid::regclass::text AS "target",
           ARRAY(SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY k(n, o) JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.n ORDER BY o) AS "columns",
           ARRAY(SELECT a.attname::text FROM unnest(c.confkey) WITH ORDINALITY k(n, o) JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.n ORDER BY o) AS "others"
    FROM pg_constraint c WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace`);
  const written = ({ table, columns, target, others }: (typeof keys)[number]) =>
    `${table}(${columns.join(', ')}) → ${target}(${others.join(', ')})`;
  const known = new Set(keys.map(written).map((key) => key.replaceAll('"', '')));

  for (const model of readableModels) {
    for (const [name, { model: target, own, theirs }] of modelOf(model).relations) {
      const forward = `${model}(${own.join(', ')}) → ${target}(${theirs.join(', ')})`;
      const backward = `${target}(${theirs.join(', ')}) → ${model}(${own.join(', ')})`;
      expect(
        [forward, backward].some((key) => known.has(key)),
        `${model}.${name}: ${forward}`,
      ).toBe(true);
    }
  }
});
