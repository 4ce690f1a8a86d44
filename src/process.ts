import type { Logger } from 'pino';
import { type Config, ConfigError, configErrorExitCode } from './config.ts';
import { connectionFailureIn } from './db/connection-failure.ts';
import { MigrationError, UnavailableError } from './db/errors.ts';
import { EmbeddedDatabaseError } from './db/server/embedded-binaries.ts';
import { UnmigratedDatabaseError } from './db/server/migrate.ts';
import { reportToSupervisor } from './health/report-to-supervisor.ts';
import { createLog, openLog } from './log.ts';
import { onLauncherEnd } from './npm-launcher.ts';

/** Something that runs until it is stopped. */
export interface Running {
  /** Stops in order: what is under way is finished, then everything is closed. */
  stop(): Promise<void>;
  /** Whether it gets its work done. Without this function it does as long as its event loop runs. */
  isLive?(): boolean;
}

/** One of our processes. */
export interface Program<Settings extends Config> {
  readonly name: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly parse: (environment: NodeJS.ProcessEnv) => Settings;
  readonly start: (config: Settings, log: Logger) => Promise<Running>;
  /** After how many seconds beyond the time that it is given for stopping it is ended. */
  readonly slackSeconds?: number;
}

/**
 * Runs one of our processes until a signal, or the end of the process that started it, asks it to stop. A process that
 * can't run as it is set up says so in plain words and exits with 2; one that breaks exits with 1, to be started again.
 * So does one that has not stopped in the time that it is given for stopping.
 */
export async function runProcess<Settings extends Config>(program: Program<Settings>): Promise<void> {
  const { name, environment, parse, start, slackSeconds = 5 } = program;
  const asked = untilAsked(environment);
  let running: Running | undefined;
  reportToSupervisor(() => running?.isLive?.() ?? true);
  let log: Logger | undefined;
  // Node would end the process as well, but its message may hold what a log must not.
  process.on('uncaughtException', (error) => exitFor(error, name, log));
  try {
    const config = parse(environment);
    log = await openLog(config.logLevel, config.logFormat ?? 'json', name);
    void asked.then(() => setTimeout(() => process.exit(1), (config.shutdownSeconds + slackSeconds) * 1000).unref());
    running = await start(config, log);
    log.info({ reason: await asked }, 'stopping');
    await running.stop();
    log.info('stopped');
    process.exit(0);
  } catch (error) {
    exitFor(error, name, log);
  }
}

/** Why the process is to stop. Asked for while it starts, it stops once it has started: halfway is no state to leave. */
function untilAsked(environment: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve) => {
    process.on('SIGTERM', resolve);
    process.on('SIGINT', resolve);
    process.on('SIGHUP', resolve);
    process.on('disconnect', () => resolve('the supervisor is gone'));
    onLauncherEnd(environment, () => resolve('npm is gone'));
  });
}

/** What a person must put right: starting the process again would not help. */
const configErrors = [ConfigError, EmbeddedDatabaseError, UnmigratedDatabaseError];

/** Ends the process for a reason that it can't do anything about. */
export function exitFor(error: unknown, name: string, log?: Logger): never {
  if (configErrors.some((kind) => error instanceof kind)) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(configErrorExitCode);
  }
  if (error instanceof UnavailableError) {
    process.stderr.write(`${databaseFault(error)} If DATABASE_URL is set, check it.\n`);
    process.exit(1);
  }
  if (error instanceof MigrationError) {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
  (log ?? createLog('fatal', name)).fatal({ err: error }, 'can not go on');
  process.exit(1);
}

function databaseFault(error: UnavailableError): string {
  return connectionFailureIn(error)?.message ?? 'The database does not answer.';
}
