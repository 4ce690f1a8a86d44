import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** How long updates of single rows took, in milliseconds: the wait for their locks and the update itself. */
export interface LockWaits {
  readonly updates: number;
  readonly p99: number;
  readonly longest: number;
}

/** Somebody who changes due subscriptions, one after the other. */
export interface Updating {
  /** What it met since the last time, and forgets it. */
  take(): LockWaits;
  stop(): Promise<void>;
}

/** How many updates go by one look at what a sweep is about to do. */
const updatesByLook = 20;

/**
 * Starts to update subscriptions whose terms have ended by then: in turns one of all, and one of those that a sweep works
 * on right now or comes to next, because of a million rows one is hardly ever met.
 */
export async function startUpdating(databaseUrl: string, at: string): Promise<Updating> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const due = await subscriptionIds(client, 'SELECT "subscriptionId" FROM "Term" WHERE "endsAt" <= $1', [at]);
  let milliseconds: number[] = [];
  let isStopping = false;
  const updating = (async () => {
    const next = nextInLine(client, at);
    while (!isStopping) {
      const near = await next();
      for (let n = 0; n < updatesByLook && !isStopping; n++) {
        const id = anyOf(n % 2 === 0 && near.length > 0 ? near : due);
        const startedAt = performance.now();
        await client.query({ name: 'touch', text: touch, values: [id] });
        milliseconds.push(performance.now() - startedAt);
        await sleep(2);
      }
    }
  })();
  // Told by `stop`.
  updating.catch(() => undefined);
  return {
    take() {
      const sorted = milliseconds.toSorted((one, other) => one - other);
      milliseconds = [];
      const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
      return { updates: sorted.length, p99: at(0.99), longest: at(1) };
    },
    async stop() {
      isStopping = true;
      await updating;
      await client.end();
    },
  };
}

const touch = `UPDATE "Subscription" SET "updatedAt" = "updatedAt" WHERE "id" = $1`;

/** The subscriptions at which a sweep has got to. It goes on from about where it looked last. */
function nextInLine(client: pg.Client, at: string): () => Promise<number[]> {
  let [endsAt, id] = ['-infinity', 0];
  return async () => {
    const { rows } = await client.query<{ endsAt: string; id: number; subscriptionId: number }>({
      name: 'next',
      text: `SELECT "endsAt"::text AS "endsAt", "id", "subscriptionId" FROM "Term"
             WHERE NOT "endAnnounced" AND "voidedAt" IS NULL AND "endsAt" <= $1 AND ("endsAt", "id") >= ($2, $3)
             ORDER BY "endsAt", "id" LIMIT 300`,
      values: [at, endsAt, id],
    });
    // A few that a sweep left out, because they were being updated, must not be looked at for ever.
    const from = rows[4];
    if (from !== undefined) ({ endsAt, id } = from);
    return rows.map(({ subscriptionId }) => subscriptionId);
  };
}

async function subscriptionIds(client: pg.Client, text: string, values: unknown[]): Promise<number[]> {
  const { rows } = await client.query<{ subscriptionId: number }>(text, values);
  return rows.map(({ subscriptionId }) => subscriptionId);
}

function anyOf(ids: readonly number[]): number {
  return ids[Math.floor(Math.random() * ids.length)] ?? 0;
}
