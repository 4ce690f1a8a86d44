import { Command } from 'commander';
import { configErrorExitCode } from '../config.ts';
import { fromDatabaseError } from '../db/database-error.ts';
import { UnavailableError } from '../db/errors.ts';
import { tolerateClosedPipes } from '../output.ts';
import { exitFor } from '../process.ts';
import { DomainError } from '../shared/domain-error.ts';
import { commandErrorMessage } from './error-messages.ts';

/** The exit code for invalid commands and settings. */
const invalidUsage = configErrorExitCode;

/** Returns a command line with the common help and exit codes. */
export function commandLine(name: string, description: string, exitCodes: string): Command {
  return new Command(`npm run ${name} --`)
    .description(description)
    .usage('<command> [options]')
    .helpOption('-h, --help', 'Show this help.')
    .helpCommand('help [command]', 'Show the options of a command.')
    .addHelpText('after', `\n${databaseHelp}\n\n${exitCodes}`)
    .showHelpAfterError(
      `Usage: npm run ${name} -- <command> [options]. Add --help to see the commands, or the options of a command.`,
    )
    .allowExcessArguments(false)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : invalidUsage));
}

const databaseHelp = `The command works on the database of DATABASE_URL or, without that setting, on the embedded database in DATA_DIR.
Run it with the same settings as the gateway. It prints the database in use on standard error.`;

/** The exit codes of a command line whose commands succeed or are refused. */
export const usualExitCodes = `Exit codes: 0 done; 1 refused, or the database can't be reached; 2 wrong command, option or setting, or no database
in DATA_DIR.`;

/** Parses a number in an option. Other text is returned unchanged, so that the error message can repeat it. */
export function number(typed: string): number | string {
  return /^\d{1,15}$/.test(typed) ? Number(typed) : typed;
}

/** The output of a command: lines for people, a value for JSON, and a sentence for an empty list. */
export interface Output {
  readonly lines: readonly string[];
  readonly value: unknown;
  readonly ifEmpty?: string;
}

/** Prints the output of a command on standard output. The sentence for an empty list goes to standard error. */
export function print({ lines, value, ifEmpty = '' }: Output, asJson: boolean | undefined): void {
  if (asJson) process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
  else if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
  else process.stderr.write(`${ifEmpty}\n`);
}

/**
 * Runs the command line. A refusal is printed as text and exits with 1, unless that code has another meaning; invalid
 * input exits with 2.
 */
export async function runCommandLine(command: Command, refusalExitCode = 1): Promise<void> {
  tolerateClosedPipes();
  let typed: Readonly<Record<string, unknown>> = {};
  command.hook('preAction', (_, action) => {
    typed = action.opts();
  });
  try {
    await command.parseAsync();
  } catch (cause) {
    const error = fromDatabaseError(cause);
    if (!(error instanceof DomainError) || error instanceof UnavailableError) exitFor(error, command.name());
    process.stderr.write(`${commandErrorMessage(error, typed)}\n`);
    process.exitCode = error.code === 'INVALID_INPUT' ? invalidUsage : refusalExitCode;
  }
}
