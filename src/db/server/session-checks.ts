import { randomUUID } from 'node:crypto';
import pg, { type PoolClient } from 'pg';
import { type Pool, sessionSettings } from '../pool.ts';

/** Returns the session settings that differ from ours, such as `TimeZone is Europe/Paris`. A pooler may drop them. */
export async function changedSettings(pool: Pool): Promise<string[]> {
  const names = Object.keys(sessionSettings);
  const { rows } = await pool.query<{ name: keyof typeof sessionSettings; value: string }>(
    'SELECT name, current_setting(name) AS value FROM unnest($1::text[]) AS name',
    [names],
  );
  const changed = rows.filter(({ name, value }) => value !== sessionSettings[name]);
  return changed.map(({ name, value }) => `${name} is ${value}, expected ${sessionSettings[name]}`);
}

/**
 * Whether a connection of the pool keeps its session between two statements. A pooler in transaction mode gives the
 * first connection another session while a second one holds the session that the first one used last.
 *
 * @throws {Error} if no second connection is available
 */
export async function keepsSessions(pool: Pool): Promise<boolean> {
  const client = await pool.connect();
  try {
    const isKept = await keepsSession(client, pool.options);
    client.release();
    return isKept;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

async function keepsSession(client: PoolClient, options: pg.PoolConfig): Promise<boolean> {
  const mark = randomUUID();
  const seen = async () => {
    const { rows } = await client.query<{ session: string }>(
      `SELECT concat_ws(' ', pg_backend_pid(), current_setting('tenure.session_check', true)) AS session`,
    );
    return rows[0]?.session;
  };
  const other = new pg.Client(options);
  other.on('error', () => undefined);
  await other.connect();
  try {
    await client.query(`SET tenure.session_check = '${mark}'`);
    const before = await seen();
    await other.query('BEGIN');
    return before?.endsWith(mark) === true && (await seen()) === before;
  } finally {
    await other.end();
  }
}

/**
 * Whether reads can take the role to which row-level security applies, and verbs run as the owner of the tables, to
 * which it does not apply.
 */
export async function canRead(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ canRead: boolean }>(`
    SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tenure_reader' AND pg_has_role(oid, 'SET'))
      AND NOT row_security_active('"Organisation"') AS "canRead"`);
  return rows[0]?.canRead ?? false;
}
