import sql from 'sql-template-tag';
import { openPool } from '../../src/db/pool.ts';
import { expireEndedTerms } from '../../src/due-transitions/expire-ended-terms.ts';
import { openRenewalWindows } from '../../src/due-transitions/open-renewal-windows.ts';
import type { SweepRequest, Swept } from './sweeper.ts';

// Sweeps in a process of its own, as a worker does, and at the time that it is told.

const pool = openPool(process.env['DATABASE_URL'] ?? '', {
  size: 2,
  onError: (error) => console.error(`The sweep: ${error.message}`),
});
const sweeps = { expireEndedTerms, openRenewalWindows };

async function sweep({ kind, at }: SweepRequest): Promise<Swept> {
  const startedAt = performance.now();
  const announced = await sweeps[kind]({ pool, clock: { realNow: sql`${at}::timestamptz` } });
  return { announced, milliseconds: performance.now() - startedAt };
}

process.on('message', async (request: SweepRequest) => process.send?.(await sweep(request)));
process.once('disconnect', () => process.exit());
