import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPool, type Pool } from '../src/db/pool.ts';
import { readerFor } from '../src/db/reading/reader.ts';
import { type Read, type Reading, ReadingPool } from '../src/db/reading/reading-pool.ts';
import { openEmbedded } from '../src/db/server/embedded.ts';
import { databaseClock } from '../src/db/transactions/clock.ts';
import { sendTogether } from '../src/db/transactions/send-together.ts';
import { onSharedConnection } from '../src/db/transactions/shared-connection.ts';
import { StatementNames } from '../src/db/transactions/statement-names.ts';
import { createAtTerminal } from '../src/organisations/at-the-terminal.ts';
import { prepareDatabase } from '../src/prepare-database.ts';
import type { Actor } from '../src/shared/actor.ts';
import { permissions } from '../src/shared/permission.ts';

// `npm run bench:row-level-security`: what the second isolation layer costs a read of one row, 16 in flight, as a share of what is
// read without it. Rounds take turns, so that whatever else the machine does slows all of them down.

const inFlight = 16;
const readsInRound = 1_500;
const rounds = 15;
const customers = 200;

async function actorWithCustomers(pool: Pool, name: string): Promise<Actor> {
  const { id } = await createAtTerminal({ pool, clock: databaseClock }, { name, timeZone: 'UTC', sandbox: false });
  await pool.query(
    `INSERT INTO "Customer" ("organisationId", "remoteId", "name", "adminEmail", "supplied", "createdAt", "updatedAt")
     SELECT $1, 'C-' || n, 'A customer', 'isa@example.com', '{}', '2026-01-01', '2026-01-01' FROM generate_series(1, $2) n`,
    [id, customers],
  );
  const credential = { kind: 'API_KEY', organisationId: id, keyId: 1 } as const;
  const actor = { organisationId: id, organisationIds: [id], credential, onBehalfOfId: null, testClockId: null };
  return { ...actor, treeVersion: '0', permissions: new Set(permissions) };
}

/** The same reads as the owner of the tables, to whom no policy applies, and without a scope. */
class OwnersPool extends ReadingPool {
  readonly #owner: Pool;
  readonly #names = new StatementNames('owner_read_', 500);

  constructor(pool: Pool) {
    super(pool);
    this.#owner = pool;
  }

  override async read(_: Reading, { text, values }: Read): Promise<unknown[]> {
    const name = this.#names.of(text);
    const statement = {
      text,
      values: [...values],
      rowMode: 'array' as const,
      types: { getTypeParser: () => JSON.parse },
    };
    const { rows } = await onSharedConnection(this.#owner, (client) => {
      sendTogether(client);
      return client.query<unknown[]>(name === undefined ? statement : { ...statement, name });
    });
    return rows.map(([column]) => column);
  }
}

/** How many reads are answered in a second when the actors take turns. */
async function readsPerSecond(pool: Pool, reading: ReadingPool, actors: readonly Actor[]): Promise<number> {
  let read = 0;
  const lane = async () => {
    while (read < readsInRound) {
      const number = read++;
      const actor = actors[number % actors.length] as Actor;
      const key = { organisationId: actor.organisationId, remoteId: `C-${1 + (number % customers)}` };
      const { customer } = readerFor(reading, { actor, pool });
      const where = { organisationId_remoteId: key };
      await customer.findUniqueOrThrow({ where, select: { id: true, name: true } });
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: inFlight }, lane));
  return (readsInRound * 1000) / (performance.now() - startedAt);
}

async function measure(pool: Pool): Promise<void> {
  const owner = new OwnersPool(pool);
  const reader = new ReadingPool(pool);
  const actors = await Promise.all(Array.from({ length: 50 }, (_, index) => actorWithCustomers(pool, `P ${index}`)));
  const kinds = [
    { what: 'without row-level security', reading: owner, actors, found: [] as number[] },
    { what: 'with it, one partner', reading: reader, actors: actors.slice(0, 1), found: [] as number[] },
    { what: 'with it, 50 partners in turn', reading: reader, actors, found: [] as number[] },
  ];
  for (let round = 0; round <= rounds; round++) {
    for (const { reading, actors, found } of kinds) {
      const reads = await readsPerSecond(pool, reading, actors);
      // The first round only warms up.
      if (round > 0) found.push(reads);
    }
  }
  const [base] = kinds;
  for (const { what, found } of kinds) {
    const share = median(found.map((reads, round) => reads / (base?.found[round] ?? Number.NaN)));
    console.log(`${what}: ${Math.round(median(found))} reads/s, ${share.toFixed(2)}`);
  }
  await Promise.all([owner.end(), reader.end()]);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const dataDir = await mkdtemp(join(tmpdir(), 'tenure-bench-'));
const server = await openEmbedded(dataDir);
try {
  await prepareDatabase(server.url, undefined);
  const pool = openPool(server.url, { size: 10, onError: console.error });
  await measure(pool);
  await pool.end();
} finally {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}
