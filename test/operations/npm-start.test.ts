import { expect, test } from 'vitest';
import { initialisedDataDir, serverIn } from '../support/embedded.ts';
import { runNpm } from '../support/installation.ts';
import { descendantsOf, isAlive } from '../support/processes.ts';
import { until } from '../support/until.ts';

test.each(['SIGTERM', 'SIGKILL'] as const)('%s to npm alone ends all processes of `npm start`', async (signal) => {
  const dataDir = await initialisedDataDir();
  const npm = runNpm(process.cwd(), ['start'], { DATA_DIR: dataDir, PORT: '0', SHUTDOWN_SECONDS: '1' });
  await npm.says(/Stop it with Ctrl-C/);
  const started = await descendantsOf(npm.pid);
  const database = serverIn(dataDir) ?? 0;

  npm.kill(signal);

  expect(started.length).toBeGreaterThanOrEqual(3);
  expect(isAlive(database)).toBe(true);
  await until(() => ![...started, database].some(isAlive));
  expect(serverIn(dataDir)).toBe(undefined);
});
