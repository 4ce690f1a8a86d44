import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import sql from 'sql-template-tag';
import { afterAll, expect } from 'vitest';
import { openPool, type Pool } from '../../src/db/pool.ts';
import { ReadingPool } from '../../src/db/reading/reading-pool.ts';
import { readMigrations } from '../../src/db/server/migrate.ts';
import { databaseClock } from '../../src/db/transactions/clock.ts';
import { createApp } from '../../src/gateway/app.ts';
import { createHttpServer } from '../../src/gateway/http-server.ts';
import { readinessOf } from '../../src/gateway/readiness.ts';
import { createKeyAtTerminal } from '../../src/keys/create-key-at-terminal.ts';
import { createLog } from '../../src/log.ts';
import { createAtTerminal } from '../../src/organisations/at-the-terminal.ts';
import { readFingerprintKey } from '../../src/request-fingerprints/fingerprint-key.ts';
import { createDatabase } from './databases.ts';
import { unhurried } from './gateway.ts';
import { Partner } from './partner.ts';

export interface PartnerOptions {
  readonly name?: string;
  /** Whether it has its own sandbox, whose clock can be moved without affecting others. The default is true. */
  readonly sandbox?: boolean;
  readonly timeZone?: string;
  readonly renewalWindowDays?: number;
  readonly parent?: Partner;
}

/** A database and a gateway on it, for one test file. */
export class World {
  readonly databaseUrl: string;
  readonly pool: Pool;
  /** The URL of the gateway. */
  readonly url: string;
  readonly fingerprintKey: Buffer;
  /** The real time of the gateway. The default is the clock of the database. */
  readonly clock: { realNow: typeof databaseClock.realNow };

  constructor(facts: Pick<World, 'databaseUrl' | 'pool' | 'url' | 'fingerprintKey' | 'clock'>) {
    this.databaseUrl = facts.databaseUrl;
    this.pool = facts.pool;
    this.url = facts.url;
    this.fingerprintKey = facts.fingerprintKey;
    this.clock = facts.clock;
  }

  /** Creates a partner with a key. */
  async partner(options: PartnerOptions = {}): Promise<Partner> {
    const { name = 'A partner', sandbox = true, timeZone = 'UTC', renewalWindowDays, parent } = options;
    const inherited = parent === undefined ? { sandbox } : { parent: parent.organisationId };
    const organisation = await createAtTerminal(this, { name, timeZone, renewalWindowDays, ...inherited });
    const { key } = await createKeyAtTerminal(this, { organisation: organisation.id });
    return new Partner(this, organisation.id, key);
  }

  /** Stops real time at an instant, for partners outside a sandbox. */
  setRealTime(instant: Temporal.Instant): void {
    this.clock.realNow = sql`${instant}::timestamptz`;
  }

  useDatabaseTime(): void {
    this.clock.realNow = databaseClock.realNow;
  }

  /** Returns the rows of a query, unconverted. */
  async rows<Row = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.pool.query(text, values)).rows as Row[];
  }

  /** Returns the content of the database, except the last use of credentials, for comparison. */
  async contents(): Promise<Record<string, string>> {
    const tables = await this.rows<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname`,
    );
    const contents: Record<string, string> = {};
    for (const { name } of tables) {
      const row = name === 'ApiKey' || name === 'ApiClient' ? `to_jsonb(t) - 'lastUsedAt'` : 'to_jsonb(t)';
      const [found] = await this.rows<{ all: string }>(
        `SELECT coalesce(string_agg((${row})::text, E'\\n' ORDER BY (${row})::text), '') AS all FROM "${name}" t`,
      );
      contents[name] = found?.all ?? '';
    }
    return contents;
  }

  /** Returns the result of `attempt`, and expects that it wrote nothing. */
  async withoutWriting<Value>(attempt: () => Promise<Value>): Promise<Value> {
    const before = await this.contents();
    const value = await attempt();
    expect(await this.contents()).toEqual(before);
    return value;
  }
}

/** Creates the world of a test file. It is removed after the file. */
export async function createWorld(): Promise<World> {
  const databaseUrl = await createDatabase();
  const pool = openPool(databaseUrl, { size: 10, onError: () => undefined });
  const readingPool = new ReadingPool(pool);
  const clock = { ...databaseClock };
  const readiness = readinessOf(pool, await readMigrations());
  const log = createLog(process.env['TEST_LOG_LEVEL'] ?? 'silent', 'test');
  const app = createApp({ pool, readingPool, clock, log, readiness, graphiql: true, ...unhurried() });
  const server = createHttpServer(app, log);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const fingerprintKey = await readFingerprintKey(pool);
  if (fingerprintKey === undefined) throw new Error('The database was not prepared');
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await readingPool.end();
    await pool.end();
  });
  return new World({ databaseUrl, pool, url: `http://127.0.0.1:${port}`, fingerprintKey, clock });
}
