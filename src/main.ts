import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { type Config, parseConfig } from './config.ts';
import { describeDatabase } from './db/describe-database.ts';
import { isReadAtTerminal } from './log.ts';
import { tolerateClosedPipes } from './output.ts';
import { type Running, runProcess } from './process.ts';
import { banner } from './supervisor/banner.ts';
import { baseUrl } from './supervisor/base-url.ts';
import { openProvisionedDatabase, type ProvisionedDatabase } from './supervisor/provisioned-database.ts';
import { supervise } from './supervisor/supervise.ts';

// In seconds. A process that stops too slowly ends itself; these limits apply if it does not. The database stops last.
const childrenSlackSeconds = 7;
const ownSlackSeconds = 30;

/** Starts the system for `npm start` on one machine, with an embedded database unless `DATABASE_URL` is set. */
async function startSystem(config: Config, log: Logger): Promise<Running> {
  const home = await openProvisionedDatabase(config, log);
  const environment = {
    ...process.env,
    DATABASE_URL: home.databaseUrl,
    GRAPHIQL: String(config.graphiql),
    LOG_FORMAT: config.logFormat,
  };
  const listening = Promise.withResolvers<number>();
  const onMessage = (message: unknown) => {
    const { port } = message as { readonly port?: number };
    if (port !== undefined) listening.resolve(port);
  };
  const supervised = supervise(
    [
      { name: 'gateway', file: pathOf('gateway/main.ts'), environment, onMessage },
      { name: 'worker', file: pathOf('../jobs/main.ts'), environment },
    ],
    log,
  );
  const running = {
    async stop() {
      await supervised.stop(config.shutdownSeconds + childrenSlackSeconds);
      await home.close();
    },
  };
  void supervised.gaveUp.then(async (code) => {
    await running.stop();
    process.exit(code);
  });
  void listening.promise.then((port) => greet(config, home, port));
  return running;
}

/** Prints the banner as soon as requests are answered. It goes to standard output; the log goes to standard error. */
async function greet(
  { host, dataDir, databaseUrl, graphiql }: Config,
  home: ProvisionedDatabase,
  port: number,
): Promise<void> {
  const database = databaseUrl === undefined ? dataDir : `the database ${describeDatabase(databaseUrl)}`;
  while (!(await isReady(baseUrl(host, port)))) await sleep(100);
  process.stdout.write(banner({ host, port, graphiql, database, sandboxKey: home.sandboxKey }));
}

async function isReady(base: string): Promise<boolean> {
  const response = await fetch(`${base}/ready`).catch(() => undefined);
  return response?.ok ?? false;
}

function pathOf(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}

tolerateClosedPipes();
/** At a terminal, the default log format is text. */
function parse(environment: NodeJS.ProcessEnv): Config {
  const config = parseConfig(environment);
  return { ...config, logFormat: config.logFormat ?? (isReadAtTerminal() ? 'pretty' : 'json') };
}

await runProcess({
  name: 'supervisor',
  environment: process.env,
  parse,
  start: startSystem,
  slackSeconds: ownSlackSeconds,
});
