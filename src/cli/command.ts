import { Command } from 'commander';
import { fromDatabaseError } from '../db/database-error.ts';
import { UnavailableError } from '../db/errors.ts';
import { exitFor } from '../process.ts';
import { DomainError, type DomainErrorCode, type DomainErrors } from '../shared/domain-error.ts';

/** A command line of the operator: every command answers lines for people, or JSON for programs. */
export function commandLine(name: string, description: string): Command {
  return new Command(name).description(description).showHelpAfterError().allowExcessArguments(false);
}

/** Prints what a command answered: in lines, or as JSON where that is asked for. */
export function print(lines: readonly string[], value: unknown, asJson: boolean | undefined): void {
  process.stdout.write(asJson ? `${JSON.stringify(value, null, 2)}\n` : `${lines.join('\n')}\n`);
}

/** Runs the command line; a refusal is told in plain words and exits with 1, unless that means something else there. */
export async function runCommandLine(command: Command, refusalExitCode = 1): Promise<void> {
  try {
    await command.parseAsync();
  } catch (cause) {
    const error = fromDatabaseError(cause);
    if (!(error instanceof DomainError) || error instanceof UnavailableError) exitFor(error, command.name());
    process.stderr.write(`${wordsFor(error)}\n`);
    process.exitCode = refusalExitCode;
  }
}

type Words = { readonly [Code in DomainErrorCode]?: (error: DomainErrors[Code]) => string };

/** The terminal's words for what can be refused there. */
const words: Words = {
  INVALID_INPUT: ({ issues }) =>
    issues.map(({ path, message }) => `--${path.map(optionName).join('.')}: ${message}`).join('\n'),
  ORGANISATION_NOT_FOUND: () => 'There is no such organisation. See them with: npm run organisation -- list',
  ORGANISATION_ARCHIVED: ({ organisationId }) =>
    `Organisation ${organisationId} is archived. Restore it first, with: npm run organisation -- restore --organisation ${organisationId}`,
  NOT_ARCHIVED_BELOW: ({ count }) => `Not everything below it is archived: ${count} to go. Archive those first.`,
  MOVE_BELOW_ITSELF: () => 'An organisation can not stand below itself or below what stands below it.',
  MOVE_ACROSS_CLOCKS: () => 'Nothing moves between a sandbox and a real tree, nor between two sandboxes.',
  KEY_NOT_FOUND: () => 'The organisation has no such key. See them with: npm run key -- list --organisation …',
};

function wordsFor(error: DomainError): string {
  const sentence = words[error.code] as ((error: DomainError) => string) | undefined;
  return sentence?.(error) ?? error.code;
}

function optionName(member: string | number): string {
  return String(member).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
