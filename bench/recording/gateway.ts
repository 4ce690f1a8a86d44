import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openPool } from '../../src/db/pool.ts';
import { ReadingPool } from '../../src/db/reading/reading-pool.ts';
import { databaseClock } from '../../src/db/transactions/clock.ts';
import { createApp } from '../../src/gateway/app.ts';
import { createProgress } from '../../src/gateway/progress.ts';
import { createRateLimiter } from '../../src/gateway/rate-limit.ts';
import { createLog } from '../../src/log.ts';

/** Runs `work` while a gateway in this process listens at the address that it is given. */
export async function withGateway<Value>(
  databaseUrl: string,
  work: (gatewayUrl: string) => Promise<Value>,
): Promise<Value> {
  const pool = openPool(databaseUrl, { size: 10, onError: (error) => console.error(error.message) });
  const readingPool = new ReadingPool(pool);
  const app = createApp({
    pool,
    readingPool,
    clock: databaseClock,
    log: createLog('error', 'recorded gateway'),
    readiness: async () => [],
    graphiql: false,
    rateLimiter: createRateLimiter({ perSecond: 1_000_000, burst: 1_000_000 }),
    progress: createProgress(),
    liveness: { stalled: () => [] },
  });
  const server = createServer(app);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
    await readingPool.end();
    await pool.end();
  }
}
