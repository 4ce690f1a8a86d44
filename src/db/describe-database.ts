import pg from 'pg';

/** Returns the name, host and port of a database for messages. It never returns the account or the password. */
export function describeDatabase(databaseUrl: string): string {
  const { host, port, database } = new pg.Client({ connectionString: databaseUrl });
  const isSocket = host.startsWith('/');
  const server = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  return `"${database}" at ${isSocket ? `the socket ${host}, port ${port}` : server}`;
}
