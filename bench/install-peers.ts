import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const directory = fileURLToPath(new URL('.', import.meta.url));

/** Installs the peers and the tools of the benchmark, pinned in a package of their own, unless they are there. */
export async function installPeers(): Promise<void> {
  if (existsSync(`${directory}node_modules/.package-lock.json`)) return;
  console.error('Installing the peers: npm ci --prefix bench');
  await promisify(execFile)('npm', ['ci', '--prefix', directory], { shell: process.platform === 'win32' });
}
