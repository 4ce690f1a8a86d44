import sql from 'sql-template-tag';
import { afterAll, expect, test } from 'vitest';
import { getDatamodel } from '../../src/db/generated/pothos-types.ts';
import { readerFor } from '../../src/db/reading/reader.ts';
import { ReadingPool } from '../../src/db/reading/reading-pool.ts';
import { inOuterTransaction, inTransaction } from '../../src/db/transactions/transaction.ts';
import { hashOf, newCredential } from '../../src/identity/credential-format.ts';
import { createThings } from '../support/graphql-things.ts';
import { createTree, type Place, places, visibleTo } from '../support/graphql-tree.ts';
import { operatorOf } from '../support/operators.ts';
import { createReadingPrisma, readingAs } from '../support/reading-prisma.ts';
import { createWorld } from '../support/world.ts';

// The second isolation layer, with the first one switched off: reads go to Prisma directly, without the scope of `readerFor`.

const world = await createWorld();
world.setRealTime(Temporal.Instant.from('2026-11-21T10:00:00Z'));
const prisma = createReadingPrisma(world.pool);
const readingPool = new ReadingPool(world.pool);
afterAll(() => readingPool.end());
afterAll(() => prisma.$disconnect());
const tree = await createTree(world);
for (const place of places) {
  await createThings(tree[place]);
  const { clientId } = await operatorOf(world, tree[place]);
  await world.rows(
    `INSERT INTO "ApiClientSecret" ("organisationId", "apiClientId", "hint", "hash", "createdAt")
     VALUES ($1, $2, 'hint', $3, '2026-01-01')`,
    [tree[place].organisationId, clientId, hashOf(newCredential('token'))],
  );
}
await world.rows(
  `INSERT INTO "AuditSeal" SELECT "organisationId", "id", "id", sha256(''), sha256(''), sha256(''), '2026-01-01'
   FROM "Event" ON CONFLICT DO NOTHING`,
);
await tree.vendor.mutate('suspendOrder', { organisation: tree.reseller.globalId, firstOrder: 'ORDER-1' });

type Row = Record<string, unknown>;
interface Rows {
  findMany(args?: object): PromiseLike<Row[]>;
  count(): PromiseLike<number>;
  create(args: object): PromiseLike<unknown>;
}

function rowsOf(model: string): Rows {
  const name = `${model.charAt(0).toLowerCase()}${model.slice(1)}`;
  return (prisma as unknown as Record<string, Rows>)[name] as Rows;
}

const organisationsOf = (place: Place) => visibleTo[place].map((visible) => tree[visible].organisationId);
const as = <Value>(place: Place, read: () => PromiseLike<Value>) => readingAs(organisationsOf(place), read);

const { models } = getDatamodel().datamodel;
const readable = [
  ...['Organisation', 'Operator', 'Role', 'OperatorRole', 'ApiKey', 'ApiClient', 'ApiClientSecret', 'Customer'],
  ...['Subscription', 'Order', 'OrderLine', 'Term', 'Hold', 'User', 'Event', 'AuditSeal'],
];
const everybodys = ['Product', 'RatePlan'];
const nobodys = Object.keys(models).filter((model) => ![...readable, ...everybodys].includes(model));
const ownerColumn = (model: string) => (model === 'Organisation' ? 'id' : 'organisationId');

test.each(places.flatMap((place) => readable.map((model) => ({ place, model }))))(
  'a $place sees every $model of its own and lower organisations, and no other',
  async ({ place, model }) => {
    const column = ownerColumn(model);
    const owners = await as(place, () => rowsOf(model).findMany({ select: { [column]: true } }));
    const rows = await world.rows<{ owner: number }>(
      `SELECT "${column}" AS owner FROM "${model}" WHERE "${column}" = ANY($1)`,
      [organisationsOf(place)],
    );

    expect(owners.map((row) => row[column]).sort()).toEqual(rows.map(({ owner }) => owner).sort());
    expect(new Set(rows.map(({ owner }) => owner))).toEqual(new Set(organisationsOf(place)));
    expect(await as(place, () => rowsOf(model).count())).toBe(rows.length);
  },
);

const edges = [...readable, ...everybodys].flatMap((model) =>
  (models[model]?.fields ?? [])
    .filter(({ kind, type }) => kind === 'object' && readable.includes(type))
    .map(({ name, type, isRequired, isList }) => ({ edge: `${model}.${name}`, model, name, type, isRequired, isList })),
);

/** Where a row can lead out of its tree by an edge that Prisma takes for granted: it refuses the whole read. */
const leadingOut = ['Hold.placedBy'];

test.each(edges)('the relation $edge never leads outside the scope', async ({ edge, model, name, type }) => {
  for (const place of places) {
    const column = ownerColumn(type);
    const read = as(place, () => rowsOf(model).findMany({ select: { [name]: { select: { [column]: true } } } }));
    const rows = await read.catch((error: Error) => {
      if (!leadingOut.includes(edge) || !error.message.includes('Inconsistent query result')) throw error;
      return [];
    });
    const owners = rows.flatMap((row) => row[name]).filter((owner) => owner !== null) as Row[];

    expect(owners.filter((owner) => !organisationsOf(place).includes(Number(owner[column])))).toEqual([]);
  }
});

test.each(readable)('a read of %s without a scope fails and never returns an empty list', async (model) => {
  const withoutScope = 'rows of organisations were read without a scope';

  await expect(rowsOf(model).findMany({ select: { [ownerColumn(model)]: true } })).rejects.toThrow(withoutScope);
  await expect(readingAs([], () => rowsOf(model).count())).rejects.toThrow(withoutScope);
});

test.each(nobodys)('the reader cannot read %s', async (model) => {
  await expect(as('vendor', () => rowsOf(model).count())).rejects.toThrow('permission denied');
});

test('only the catalogue is visible to all', async () => {
  for (const model of everybodys) expect(await as('stranger', () => rowsOf(model).count())).toBeGreaterThan(0);
});

test('hashes cannot be read', async () => {
  const columns = await world.rows<{ name: string }>(
    `SELECT format('%s.%s', c.relname, a.attname) AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
       AND c.relname = ANY($1) AND NOT has_column_privilege('tenure_reader', c.oid, a.attnum, 'SELECT') ORDER BY 1`,
    [[...readable, ...everybodys]],
  );

  expect(columns.map(({ name }) => name)).toEqual([
    'ApiClientSecret.hash',
    'ApiKey.hash',
    'Customer.supplied',
    'Order.supplied',
    'User.passwordHash',
  ]);
  await expect(as('vendor', () => prisma.user.findMany({ select: { passwordHash: true } }))).rejects.toThrow(
    'permission denied',
  );
});

test('every table with rows of partners has row-level security, and the reader sees no other table but the catalogue', async () => {
  const tables = await world.rows<{
    name: string;
    owned: boolean;
    secured: boolean;
    policies: string[];
    seen: boolean;
  }>(
    `SELECT c.relname AS name, c.relrowsecurity AS secured,
       EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'organisationId') AS owned,
       ARRAY(SELECT format('%s %s %s', p.polcmd, p.polpermissive, p.polroles::regrole[]) FROM pg_policy p WHERE p.polrelid = c.oid) AS policies,
       has_any_column_privilege('tenure_reader', c.oid, 'SELECT') AS seen
     FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')`,
  );
  const partnersOwn = tables.filter(({ name, owned }) => owned || name === 'Organisation');

  expect(partnersOwn.length).toBeGreaterThan(15);
  for (const { name, secured, policies } of partnersOwn) {
    expect({ name, secured, policies }).toEqual({ name, secured: true, policies: ['r t {tenure_reader}'] });
  }
  const unsecured = tables.filter(({ seen, secured }) => seen && !secured).map(({ name }) => name);
  expect(unsecured.sort()).toEqual(everybodys);
  expect(
    tables
      .filter(({ seen }) => seen)
      .map(({ name }) => name)
      .sort(),
  ).toEqual([...readable, ...everybodys].sort());
});

test('the reader cannot write', async () => {
  const [{ writable } = { writable: [] }] = await world.rows<{ writable: string[] }>(
    `SELECT ARRAY(
       SELECT c.relname::text FROM pg_class c WHERE c.relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname !~ '^pg_')
         AND c.relkind IN ('r', 'p', 'v') AND (has_table_privilege('tenure_reader', c.oid, 'INSERT,UPDATE,DELETE,TRUNCATE')
           OR has_any_column_privilege('tenure_reader', c.oid, 'INSERT,UPDATE')) AND c.relname !~ '^pg_settings$'
     ) AS writable`,
  );

  expect(writable).toEqual([]);
  await world.withoutWriting(async () => {
    const data = { name: 'New', sandbox: true, timeZone: 'UTC', createdAt: '2026-01-01T00:00:00Z' };
    await expect(as('vendor', () => rowsOf('Organisation').create({ data }))).rejects.toThrow('permission denied');
  });
});

test('two thousand reads of all organisations, forty at a time on few connections, stay separate', async () => {
  let wrong = 0;
  let next = 0;
  const lane = async () => {
    while (next < 2000) {
      const place = places[next++ % places.length] as Place;
      const rows = await as(place, () => rowsOf('Customer').findMany({ select: { organisationId: true } }));
      const owners = rows.map((row) => row['organisationId']).sort();
      if (owners.join() !== organisationsOf(place).sort().join()) wrong++;
    }
  };

  await Promise.all(Array.from({ length: 40 }, lane));

  expect(wrong).toBe(0);
});

test('simultaneous reads by id of different actors stay separate', async () => {
  const contexts = await Promise.all(places.map((place) => tree[place].context()));

  const names = await Promise.all(
    contexts.map((ctx) =>
      readerFor(readingPool, ctx).customer.findUniqueOrThrow({
        where: { organisationId_remoteId: { organisationId: ctx.actor.organisationId, remoteId: 'ABC' } },
        select: { organisationId: true },
      }),
    ),
  );

  expect(names.map(({ organisationId }) => organisationId)).toEqual(places.map((place) => tree[place].organisationId));
});

test('the policies apply within an open transaction, and verbs after a read run as the owner again', async () => {
  const { pool: _, ...ctx } = await tree.reseller.context();

  const read = (column: string) => ({
    text: `SELECT to_json(${column}) FROM "Customer"`,
    values: [],
    isShort: false,
    isCount: false,
  });

  const seen = await inOuterTransaction(world.pool, async (_tx, within) => {
    const { value } = await within(async (open) => {
      const reading = { organisationIds: ctx.actor.organisationIds, connections: open };
      const before = await readingPool.read(reading, read('"organisationId"'));
      await inTransaction(open, async (tx) => {
        await tx.rows(sql`UPDATE "Customer" SET "name" = 'New' WHERE "organisationId" = ${ctx.actor.organisationId}`);
      });
      const after = await readingPool.read(reading, read('"name"'));
      return { before, after };
    });
    return value;
  });

  expect(seen).toEqual({ before: [tree.reseller.organisationId], after: ['New'] });
});
