import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Field } from './field.ts';
import { load } from './load.ts';
import { startServer } from './servers.ts';

/** Resident memory of one gateway process, in MiB. */
export interface MemoryResult {
  readonly after10k: number;
  readonly after1M: number;
}

/** Measures the memory of a gateway after `few` and after `many` requests: reads, and a new customer in each twentieth. */
export async function measureMemory(field: Field, few = 10_000, many = 1_000_000): Promise<MemoryResult> {
  await field.restore();
  // The memory of a gateway that runs already depends on earlier requests.
  const { port, pid, stop } = await startServer('gateway', field.url);
  const partners = [{ ...field.partners[0], prefix: 'memory-' }] as const;
  const send = (from: number, amount: number) =>
    load({ workload: 'mixed', side: 'graphql', port, partners, warmup: 0, from, amount });
  try {
    await send(0, few);
    const after10k = await settledMemory(pid);
    await send(few, many - few);
    return { after10k, after1M: await settledMemory(pid) };
  } finally {
    await stop();
  }
}

/** Returns the resident memory two seconds after the last request, in MiB. */
async function settledMemory(pid: number): Promise<number> {
  await sleep(2_000);
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout) / 1024;
}
