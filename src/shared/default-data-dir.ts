import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Returns the default directory of the embedded database. It is outside the source tree, so that removing or cleaning a
 * checkout loses no data. Each checkout has its own directory, so that a new one starts empty.
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
  // The account of the database server cannot read root's home directory.
  return process.getuid?.() === 0 ? '/var/lib' : join(home, '.local', 'share');
}
