import { homedir, totalmem } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openEmbedded } from '../src/db/server/embedded.ts';

/** The PostgreSQL server on which all sides of a benchmark work. */
export interface BenchServer {
  /** Such as `18.4`. */
  readonly version: string;
  /** How the server is set, as it says itself. */
  readonly settings: Readonly<Record<string, string>>;
  /** Statements to the server as a whole, one at a time, on its `postgres` database. */
  readonly admin: pg.Client;
  urlOf(database: string): string;
  exists(database: string): Promise<boolean>;
  /** Makes an empty database. It is gone after `stop`, unless it becomes a template. */
  create(database: string): Promise<void>;
  /** Gives a database that is whole its name and the standing of a template: it stays for other runs. */
  becomeTemplate(database: string, template: string): Promise<void>;
  drop(database: string): Promise<void>;
  /** Makes the database anew as a copy of the template, in memory as far as it fits. Whoever was connected is not. */
  restore(database: string, template: string): Promise<void>;
  /** Drops what this run made, and shuts the server down unless another run works on it. */
  stop(): Promise<void>;
}

/** Opens the server of the benchmarks, the product's own PostgreSQL, on data that is kept from run to run. */
export async function openBenchServer(): Promise<BenchServer> {
  const embedded = await openEmbedded(benchDataDir(), { settings: settingsAtStart() });
  // It stays connected for as long as this run lasts: that is how another run sees it.
  const admin = new pg.Client({ connectionString: embedded.url });
  admin.on('error', (error) => console.error(`The benchmarks' server: ${error.message}`));
  await admin.connect();
  const made = new Set<string>();
  const { urlOf, drop } = databasesOf(admin, embedded.url);
  if (embedded.started) await dropLeftovers(admin, drop);
  const { server_version: version = '', ...settings } = await settingsOf(admin);
  return {
    version,
    settings,
    admin,
    urlOf,
    drop,
    exists: async (database) =>
      (await admin.query('SELECT FROM pg_database WHERE datname = $1', [database])).rowCount === 1,
    async create(database) {
      made.add(database);
      await admin.query(`CREATE DATABASE ${pg.escapeIdentifier(database)}`);
    },
    async becomeTemplate(database, template) {
      const [from, to] = [pg.escapeIdentifier(database), pg.escapeIdentifier(template)];
      await admin.query(`ALTER DATABASE ${from} IS_TEMPLATE true`);
      await admin.query(`ALTER DATABASE ${from} RENAME TO ${to}`);
      made.delete(database);
    },
    async restore(database, template) {
      made.add(database);
      await drop(database);
      const [to, from] = [pg.escapeIdentifier(database), pg.escapeIdentifier(template)];
      await admin.query(`CREATE DATABASE ${to} TEMPLATE ${from} STRATEGY FILE_COPY`);
      await prewarm(urlOf(database));
    },
    async stop() {
      for (const database of made) await drop(database);
      const isAlone = await nobodyElse(admin);
      await admin.end();
      if (isAlone) await embedded.stop();
    },
  };
}

/** Where the data of the benchmarks is kept: BENCH_DATA_DIR, or a place for what can be made again. */
function benchDataDir(): string {
  const chosen = process.env['BENCH_DATA_DIR'];
  if (chosen) return chosen;
  // Root's home is closed to the account that the database must run under.
  if (process.getuid?.() === 0) return '/var/lib/tenure-bench';
  const cache = process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache');
  return join(process.env['XDG_CACHE_HOME'] || cache, 'tenure-bench');
}

/** What all sides work with alike. Everything that makes a commit durable is on. */
function settingsAtStart(): Record<string, string> {
  const quarterOfMemory = Math.floor(totalmem() / 4 / 1024 ** 2);
  return {
    shared_buffers: `${Math.min(2048, quarterOfMemory)}MB`,
    effective_cache_size: `${2 * quarterOfMemory}MB`,
    max_wal_size: '8GB',
    checkpoint_timeout: '30min',
    max_connections: '100',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    autovacuum: 'on',
  };
}

async function settingsOf(admin: pg.Client): Promise<Record<string, string>> {
  const { rows } = await admin.query<{ name: string; value: string }>(
    'SELECT name, current_setting(name) AS value FROM unnest($1::text[]) AS name',
    [['server_version', ...Object.keys(settingsAtStart())]],
  );
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

function databasesOf(admin: pg.Client, serverUrl: string) {
  return {
    urlOf(database: string): string {
      const url = new URL(serverUrl);
      url.pathname = `/${database}`;
      return url.href;
    },
    async drop(database: string): Promise<void> {
      const name = pg.escapeIdentifier(database);
      const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1 AND datistemplate', [
        database,
      ]);
      if (rowCount === 1) await admin.query(`ALTER DATABASE ${name} IS_TEMPLATE false`);
      await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

/** What runs that were killed left behind. */
async function dropLeftovers(admin: pg.Client, drop: (database: string) => Promise<void>): Promise<void> {
  const { rows } = await admin.query<{ datname: string }>(
    `SELECT datname FROM pg_database WHERE NOT datistemplate AND datname <> 'postgres'`,
  );
  for (const { datname } of rows) await drop(datname);
}

async function nobodyElse(admin: pg.Client): Promise<boolean> {
  const { rowCount } = await admin.query(
    `SELECT FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
  );
  return rowCount === 0;
}

/** Reads tables and indexes into the shared buffers, smallest first, for as long as there is room. */
async function prewarm(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // A schema of its own, so that no peer takes these functions for a part of what it has to show.
    await client.query('CREATE SCHEMA prewarm; CREATE EXTENSION pg_prewarm SCHEMA prewarm');
    await client.query(`
      SELECT prewarm.pg_prewarm(relation) FROM (
        SELECT c.oid::regclass AS relation, sum(pg_relation_size(c.oid)) OVER (ORDER BY pg_relation_size(c.oid), c.oid) AS bytes
        FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'i')
      ) sized
      WHERE bytes < 0.8 * pg_size_bytes(current_setting('shared_buffers'))`);
    await client.query('DROP SCHEMA prewarm CASCADE');
  } finally {
    await client.end();
  }
}
