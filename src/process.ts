import type { Logger } from 'pino';
import { type Config, ConfigError, configErrorExitCode } from './config.ts';
import { connectionFailureIn } from './db/connection-failure.ts';
import { MigrationError, UnavailableError } from './db/errors.ts';
import { EmbeddedDatabaseError } from './db/server/embedded-binaries.ts';
import { createLog } from './log.ts';

/** Something that runs until it is stopped. */
export interface Running {
  /** Stops in order: what is under way is finished, then everything is closed. */
  stop(): Promise<void>;
}

/**
 * Runs one of our processes until a signal, or the end of the process that started it, asks it to stop. A process that
 * can't run as it is set up says so in plain words and exits with 2; one that breaks exits with 1, to be started again.
 * So does one that has not stopped `slack` seconds after the time that it is given for stopping.
 */
export async function runProcess<Settings extends Config>(
  name: string,
  parse: () => Settings,
  start: (config: Settings, log: Logger) => Promise<Running>,
  slack = 5,
): Promise<void> {
  const asked = untilAsked();
  try {
    const config = parse();
    const log = createLog(config.logLevel, name);
    void asked.then(() => setTimeout(() => process.exit(1), (config.shutdownSeconds + slack) * 1000).unref());
    const running = await start(config, log);
    log.info({ reason: await asked }, 'stopping');
    await running.stop();
    log.info('stopped');
    process.exit(0);
  } catch (error) {
    exitFor(error, name);
  }
}

/** Why the process is to stop. Asked for while it starts, it stops once it has started: halfway is no state to leave. */
function untilAsked(): Promise<string> {
  return new Promise((resolve) => {
    process.on('SIGTERM', resolve);
    process.on('SIGINT', resolve);
    process.on('SIGHUP', resolve);
    // The supervisor is gone, however it went.
    process.on('disconnect', () => resolve('the supervisor is gone'));
  });
}

/** Ends the process for a reason that it can't do anything about. */
export function exitFor(error: unknown, name: string): never {
  if (error instanceof ConfigError || error instanceof EmbeddedDatabaseError) {
    process.stderr.write(`${error.message}\n`);
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
  createLog('fatal', name).fatal({ err: error }, 'can not go on');
  process.exit(1);
}

function databaseFault(error: UnavailableError): string {
  return connectionFailureIn(error)?.message ?? 'The database does not answer.';
}
