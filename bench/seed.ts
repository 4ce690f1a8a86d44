import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { readMigrations } from '../src/db/server/migrate.ts';
import { prepareDatabase } from '../src/prepare-database.ts';
import type { BenchServer } from './database.ts';
import { loading } from './seed/bulk-load.ts';
import { dueSecond, insertExpiring } from './seed/expiring.ts';
import { makePartners } from './seed/partners.ts';
import { insertSales } from './seed/sales.ts';

export type Size = 'S' | 'M' | 'L';

/** A template of whose customers and subscriptions all but a few belong to one partner, who holds the key. */
export interface Seeded {
  readonly template: string;
  readonly organisationId: number;
  readonly key: string;
  /** Its customers are `C-1` to `C-<customers>`, and the orders of the n-th are `O-<n>-1` to `O-<n>-3`. */
  readonly customers: number;
  /** So many orders, by customer and then by order, can be renewed right now. The others can't. */
  readonly renewable: number;
}

/** A template with live subscriptions of one term each. */
export interface SeededForExpiry {
  readonly template: string;
  readonly organisationId: number;
  readonly key: string;
  /** The instant at which so many of the terms have ended, as ISO 8601: a multiple of 4 of them. */
  dueAt(count: number): string;
}

const customersOf: Readonly<Record<Size, number>> = { S: 10_000, M: 100_000, L: 1_000_000 };

const otherPartners = 9;
const customersOfOthers = 100;

/** The template of a size, made unless it is there: of these migrations, this seed, and not older than 12 hours. */
export async function seeded(server: BenchServer, size: Size): Promise<Seeded> {
  const customers = customersOf[size];
  const renewable = 2 * customers;
  const kept = await keptTemplate(server, `seed_${size.toLowerCase()}`, '12 hours', async (client, url) => {
    const [acting, ...others] = await makePartners(url, 1 + otherPartners);
    await loading(client, async () => {
      await insertSales(client, acting, { customers, renewable, progress: progressOf(size) });
      const few = { customers: customersOfOthers, renewable: 0, progress: () => undefined };
      for (const other of others) await insertSales(client, other, few);
    });
    return { organisationId: acting.organisationId, key: acting.key };
  });
  return { ...kept, customers, renewable };
}

/** The template with `live` live subscriptions. None of their terms ends within 14 days of the time it is made at. */
export async function seededForExpiry(server: BenchServer, live: number): Promise<SeededForExpiry> {
  const kept = await keptTemplate(server, `expiry_${live}`, '14 days', async (client, url) => {
    const [partner] = await makePartners(url, 1);
    const progress = progressOf(`${live} live`);
    const firstEnd = await loading(client, () => insertExpiring(client, partner, live, progress));
    return { organisationId: partner.organisationId, key: partner.key, firstEnd };
  });
  return { ...kept, dueAt: (count) => dueSecond(kept.firstEnd, live, count) };
}

/** What is known of a template is written beside its name, as the comment on the database. */
async function keptTemplate<Known extends object>(
  server: BenchServer,
  kind: string,
  lifetime: string,
  fill: (client: pg.Client, url: string) => Promise<Known>,
): Promise<Known & { readonly template: string }> {
  const template = `${kind}_${await versionOfSeed()}`;
  // Two runs at once would make it twice, and one of them under the feet of the other.
  await server.admin.query('SELECT pg_advisory_lock(hashtext($1))', [kind]);
  try {
    const known = await knownOf<Known>(server, template, lifetime);
    if (known !== undefined) return { ...known, template };
    await dropTemplatesOf(server, kind);
    const unfinished = `${kind}_unfinished`;
    await server.drop(unfinished);
    await server.create(unfinished);
    const filled = await fillDatabase(server.urlOf(unfinished), fill);
    await server.admin.query(
      `COMMENT ON DATABASE ${pg.escapeIdentifier(unfinished)} IS ${pg.escapeLiteral(JSON.stringify(filled))}`,
    );
    await server.becomeTemplate(unfinished, template);
    return { ...filled, template };
  } finally {
    await server.admin.query('SELECT pg_advisory_unlock(hashtext($1))', [kind]);
  }
}

async function fillDatabase<Known extends object>(
  url: string,
  fill: (client: pg.Client, url: string) => Promise<Known>,
): Promise<Known & { readonly seededAt: string }> {
  await prepareDatabase(url, undefined);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ seededAt: string }>('SELECT now()::text AS "seededAt"');
    const known = await fill(client, url);
    // Nothing of this waits to be sealed while something is measured.
    await client.query('DELETE FROM "UnsealedEvent"');
    await client.query('VACUUM (ANALYZE, FREEZE)');
    // Events stay as they are, so their table has grown at its end. Loaded at once and cleaned up, each of its pages would be
    // known to have room for one event more, and each new one would go to a page of its own, to be logged as a whole.
    await client.query('VACUUM (FULL, FREEZE) "Event"');
    await client.query('CHECKPOINT');
    return { ...known, seededAt: rows[0]?.seededAt ?? '' };
  } finally {
    await client.end();
  }
}

async function knownOf<Known>(server: BenchServer, template: string, lifetime: string): Promise<Known | undefined> {
  const { rows } = await server.admin.query<{ known: Known }>(
    `SELECT known FROM (
       SELECT shobj_description(oid, 'pg_database')::jsonb AS known FROM pg_database WHERE datname = $1
     ) template
     WHERE (known ->> 'seededAt')::timestamptz > now() - $2::interval`,
    [template, lifetime],
  );
  return rows[0]?.known;
}

async function dropTemplatesOf(server: BenchServer, kind: string): Promise<void> {
  const { rows } = await server.admin.query<{ datname: string }>(
    `SELECT datname FROM pg_database WHERE datistemplate AND starts_with(datname, $1)`,
    [`${kind}_`],
  );
  for (const { datname } of rows) await server.drop(datname);
}

/** Another one for other migrations and for another seed. */
async function versionOfSeed(): Promise<string> {
  const hash = createHash('sha256');
  for (const { checksum } of await readMigrations()) hash.update(checksum);
  const files = ['seed', 'seed/bulk-load', 'seed/expiring', 'seed/partners', 'seed/sales'];
  for (const file of files) hash.update(await readFile(fileURLToPath(new URL(`./${file}.ts`, import.meta.url))));
  return hash.digest('hex').slice(0, 8);
}

function progressOf(what: string): (step: string) => void {
  const startedAt = performance.now();
  return (step) => {
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    console.error(`Seeding ${what}: ${step} (${seconds} s)`);
  };
}
