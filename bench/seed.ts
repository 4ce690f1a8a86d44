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

/** The number of partners that send requests. */
export type PartnerCount = 1 | 16;

/** A partner that sends requests with its own API key. */
export interface ActingPartner {
  readonly organisationId: number;
  readonly key: string;
}

/** A template database. Almost all of its customers and subscriptions belong to the acting partners, in equal shares. */
export interface Seeded {
  readonly template: string;
  readonly partners: readonly [ActingPartner, ...ActingPartner[]];
  /**
   * The number of customers of each partner. Their remote ids are `C-1` to `C-<customers>`, and the orders of the n-th
   * customer are `O-<n>-1` to `O-<n>-3`. The database ids of the first partner's customers are 1 to `customers`, and each
   * further partner's customers follow.
   */
  readonly customers: number;
  /** The number of orders of each partner that can be renewed now: the first ones by customer and order. */
  readonly renewable: number;
}

/** A template database with live subscriptions of one term each. */
export interface SeededForExpiry {
  readonly template: string;
  readonly organisationId: number;
  readonly key: string;
  /** The instant (ISO 8601) at which `count` terms have ended. `count` must be a multiple of 4. */
  dueAt(count: number): string;
}

const customersOf: Readonly<Record<Size, number>> = { S: 10_000, M: 100_000, L: 1_000_000 };

const otherPartners = 9;
const customersOfOthers = 100;

/**
 * Returns the template database of a size. It is created unless one with the same migrations and seed exists that is not
 * older than 12 hours.
 */
export async function seeded(server: BenchServer, size: Size, partnerCount: PartnerCount = 1): Promise<Seeded> {
  // Workloads expect groups of ten customers, in which the tenth is inactive.
  const customers = 10 * Math.floor(customersOf[size] / partnerCount / 10);
  const renewable = 2 * customers;
  const kind = `${partnerCount === 1 ? 'seed' : `seed${partnerCount}`}_${size.toLowerCase()}`;
  const kept = await keptTemplate(server, kind, '12 hours', async (client, url) => {
    const partners = await makePartners(url, partnerCount + otherPartners);
    const acting = partners.slice(0, partnerCount);
    const progress = progressOf(partnerCount === 1 ? size : `${size} with ${partnerCount} partners`);
    await loading(client, async () => {
      for (const partner of acting) await insertSales(client, partner, { customers, renewable, progress });
      const few = { customers: customersOfOthers, renewable: 0, progress: () => undefined };
      for (const other of partners.slice(partnerCount)) await insertSales(client, other, few);
    });
    const [first, ...others] = acting.map(({ organisationId, key }) => ({ organisationId, key }));
    return { partners: [first as ActingPartner, ...others] as const };
  });
  return { ...kept, customers, renewable };
}

/** Returns the template database with `live` live subscriptions. None of their terms ends within 14 days of its creation. */
export async function seededForExpiry(server: BenchServer, live: number): Promise<SeededForExpiry> {
  const kept = await keptTemplate(server, `expiry_${live}`, '14 days', async (client, url) => {
    const [partner] = await makePartners(url, 1);
    const progress = progressOf(`${live} live`);
    const firstEnd = await loading(client, () => insertExpiring(client, partner, live, progress));
    return { organisationId: partner.organisationId, key: partner.key, firstEnd };
  });
  return { ...kept, dueAt: (count) => dueSecond(kept.firstEnd, live, count) };
}

/** Returns a template database, created unless it exists. A comment on the database holds what the caller has to know of it. */
async function keptTemplate<Known extends object>(
  server: BenchServer,
  kind: string,
  lifetime: string,
  fill: (client: pg.Client, url: string) => Promise<Known>,
): Promise<Known & { readonly template: string }> {
  const template = `${kind}_${await versionOfSeed()}`;
  // Two runs at the same time must not both create it.
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
    // No seeded event is sealed during a measurement.
    await client.query('DELETE FROM "UnsealedEvent"');
    await client.query('VACUUM (ANALYZE, FREEZE)');
    // In production, events never change, and new ones go to the end of their table. After a bulk load and VACUUM, each page
    // counts as having room for one more event. Each new event would then go to another page, and be logged with that page.
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

/** Returns a version that changes with the migrations and with the seed. */
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
