import pg from 'pg';
import { onTestFinished } from 'vitest';
import { until } from './until.ts';

/** A connection of the test's own that stands in everybody's way. */
export interface Lock {
  /** Waits until so many others want what is locked, and answers the ids of their server processes. */
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

/** Who waits for this connection, or for somebody who does. */
async function waitingInLine(client: pg.Client, count: number): Promise<number[] | undefined> {
  // Within a transaction PostgreSQL shows the same picture again unless it is told to take a new one.
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
