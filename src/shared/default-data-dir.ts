import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Where the embedded database keeps its data unless DATA_DIR says otherwise: outside the source tree, so that removing
 * a checkout or cleaning it loses nothing, and one place for each checkout, so that a fresh one starts fresh.
 */
export function defaultDataDir(): string {
  const checkout = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '');
  const suffix = createHash('sha256').update(checkout).digest('hex').slice(0, 8);
  return join(applicationData(), 'tenure', `${basename(checkout)}-${suffix}`);
}

function applicationData(): string {
  const home = homedir();
  if (process.platform === 'win32') return join(home, 'AppData', 'Local');
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support');
  // Root's home is closed to the account that the database must run under.
  return process.getuid?.() === 0 ? '/var/lib' : join(home, '.local', 'share');
}
