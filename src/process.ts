import type { Logger } from 'pino';
import { type Config, ConfigError, configErrorExitCode } from './config.ts';
import { connectionFailureIn } from './db/connection-failure.ts';
import { MigrationError, UnavailableError } from './db/errors.ts';
import { EmbeddedDatabaseError } from './db/server/embedded-binaries.ts';
import { UnmigratedDatabaseError } from './db/server/migrate.ts';
import { reportToSupervisor } from './health/report-to-supervisor.ts';
import { createLog, openLog } from './log.ts';
import { onLauncherEnd } from './npm-launcher.ts';

/** A running process. */
export interface Running {
  /** Finishes running work, then closes everything. */
  stop(): Promise<void>;
  /** Whether the process makes progress. Without this function, a running event loop counts as progress. */
  isLive?(): boolean;
}

/** The definition of a process. */
export interface Program<Settings extends Config> {
  readonly name: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly parse: (environment: NodeJS.ProcessEnv) => Settings;
  readonly start: (config: Settings, log: Logger) => Promise<Running>;
  /** The number of seconds beyond the shutdown time after which the process exits. */
  readonly slackSeconds?: number;
}

/**
 * Runs a process until a signal or the end of its parent asks it to stop. With invalid settings it prints a message and
 * exits with 2. After a failure, or if it does not stop in time, it exits with 1, so that it is started again.
 */
export async function runProcess<Settings extends Config>(program: Program<Settings>): Promise<void> {
  const { name, environment, parse, start, slackSeconds = 5 } = program;
  const stopRequested = untilStopRequested(environment);
  let running: Running | undefined;
  reportToSupervisor(() => running?.isLive?.() ?? true);
  let log: Logger | undefined;
  // Node would exit as well, but its message may contain secrets.
  process.on('uncaughtException', (error) => exitFor(error, name, log));
  try {
    const config = parse(environment);
    log = await openLog(config.logLevel, config.logFormat ?? 'json', name);
    void stopRequested.then(() =>
      setTimeout(() => process.exit(1), (config.shutdownSeconds + slackSeconds) * 1000).unref(),
    );
    running = await start(config, log);
    log.info({ reason: await stopRequested }, 'stopping');
    await running.stop();
    log.info('stopped');
    process.exit(0);
  } catch (error) {
    exitFor(error, name, log);
  }
}

/**
 * Resolves with the reason when a stop of the process is requested. A process that is still starting first completes its
 * start.
 */
function untilStopRequested(environment: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve) => {
    process.on('SIGTERM', resolve);
    process.on('SIGINT', resolve);
    process.on('SIGHUP', resolve);
    process.on('disconnect', () => resolve('the supervisor has ended'));
    onLauncherEnd(environment, () => resolve('npm has ended'));
  });
}

/** Errors that a person must fix. A restart would not help. */
const configErrors = [ConfigError, EmbeddedDatabaseError, UnmigratedDatabaseError];

/** Exits because of an unrecoverable error. */
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
  (log ?? createLog('fatal', name)).fatal({ err: error }, 'unrecoverable error');
  process.exit(1);
}

function databaseFault(error: UnavailableError): string {
  return connectionFailureIn(error)?.message ?? 'The database does not answer.';
}
