import pg from 'pg';
import { onTestFinished } from 'vitest';
import { until } from './until.ts';

/** A connection that holds a lock for a test. */
export interface Lock {
  /** Waits until this many transactions wait for the lock, and returns the ids of their server processes. */
  awaited(count?: number): Promise<number[]>;
  release(): Promise<void>;
}

/** Opens a transaction with this statement, such as `LOCK TABLE …` or `SELECT … FOR UPDATE`, and leaves it open. */
export async function holdLock(databaseUrl: string, statement: string, values: unknown[] = []): Promise<Lock> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('BEGIN');
  await client.query(statement, values);
  let isHeld = true;
  const release = async () => {
    if (!isHeld) return;
    isHeld = false;
    await client.end();
  };
  onTestFinished(release);
  return { awaited: (count = 1) => until(() => waitingInLine(client, count)), release };
}

/** Returns the processes that wait for this connection directly or indirectly. */
async function waitingInLine(client: pg.Client, count: number): Promise<number[] | undefined> {
  // Within a transaction, PostgreSQL shows the same snapshot of the statistics until it is cleared.
  await client.query('SELECT pg_stat_clear_snapshot()');
  const { rows } = await client.query<{ pid: number }>(
    `WITH RECURSIVE waiting AS (
       SELECT pid, pg_blocking_pids(pid) AS blockers FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock'
     ), line AS (
       SELECT pg_backend_pid() AS pid
       UNION
       SELECT waiting.pid FROM waiting JOIN line ON line.pid = ANY(waiting.blockers)
     )
     SELECT pid FROM line WHERE pid <> pg_backend_pid()`,
  );
  return rows.length >= count ? rows.map(({ pid }) => pid) : undefined;
}
