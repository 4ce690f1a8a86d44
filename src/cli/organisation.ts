import type { Command } from 'commander';
import { ArchiveOrganisationInput } from '../organisations/archive-organisation.ts';
import {
  archiveAtTerminal,
  CreateAtTerminalInput,
  createAtTerminal,
  moveAtTerminal,
  restoreAtTerminal,
  UpdateAtTerminalInput,
  updateAtTerminal,
} from '../organisations/at-the-terminal.ts';
import { listOrganisations } from '../organisations/list-organisations.ts';
import { MoveOrganisationInput } from '../organisations/move-organisation.ts';
import { RestoreOrganisationInput } from '../organisations/restore-organisation.ts';
import type { Organisation } from '../organisations/types.ts';
import { parseInput } from '../shared/input.ts';
import { commandLine, number, print, runCommandLine, usualExitCodes } from './command.ts';
import { withDatabase } from './database.ts';
import { counted, printable, table } from './table.ts';

const description = 'Create, change, move, archive and list the organisations that sell through this gateway.';
const organisation = commandLine('organisation', description, usualExitCodes);

/** Adds a subcommand with the common options. */
function subcommand(name: string, summary: string): Command {
  return organisation.command(name).description(summary).option('--json', 'Print JSON on standard output.');
}

subcommand('create', 'Create an organisation: the root of a new tree or, with --parent, one below another.')
  .requiredOption('--name <name>', 'The display name.')
  .option(
    '--parent <id>',
    'The organisation directly above it, whose time zone, locale and currency it inherits.',
    number,
  )
  .option('--sandbox', 'Make the new tree a sandbox, whose clock can be advanced.')
  .option(
    '--time-zone <zone>',
    'The IANA time zone of the calendar for its terms, such as Asia/Bahrain. Default: that of the parent, or UTC',
  )
  .option('--locale <tag>', 'The language and region (BCP 47), such as de-CH. Default: that of the parent, or en')
  .option(
    '--currency <code>',
    'The currency of its prices (ISO 4217), such as EUR. Default: that of the parent, or USD',
  )
  .option('--renewal-window-days <days>', 'Its own renewal window, 0 to 3650. Default: that of each product', number)
  .option('--linked-account', 'Its account is linked to an account in another system.')
  .option('--finance-type <type>', 'Its role in financing, such as AGENT.')
  .action(async ({ json, ...options }) => {
    const input = parseInput(CreateAtTerminalInput, options);
    const created = await withDatabase(process.env, (ctx) => createAtTerminal(ctx, input));
    const next = `Create a key for it with: npm run key -- create --organisation ${created.id}`;
    const lines = [`Created organisation ${created.id}, "${printable(created.name)}".`, next];
    print({ lines, value: created }, json);
  });

subcommand('update', 'Change the name or settings of an organisation. Omitted settings stay unchanged.')
  .requiredOption('--organisation <id>', 'The organisation.', number)
  .option('--name <name>', 'The display name.')
  .option(
    '--time-zone <zone>',
    'The IANA time zone of the calendar for new subscriptions and for renewals of expired ones.',
  )
  .option('--locale <tag>', 'The language and region (BCP 47), such as de-CH.')
  .option('--currency <code>', 'The currency of its prices (ISO 4217), such as EUR.')
  .option('--renewal-window-days <days>', 'Its own renewal window, 0 to 3650, for existing orders too.', number)
  .option('--no-renewal-window-days', 'Use the renewal window of each product.')
  .option('--linked-account', 'Its account is linked to an account in another system.')
  .option('--no-linked-account', 'Its account is not linked.')
  .option('--finance-type <type>', 'Its role in financing, such as AGENT.')
  .option('--no-finance-type', 'It has no role in financing.')
  .action(async ({ json, ...options }, command: Command) => {
    if (Object.keys(options).length === 1) command.error('error: nothing to change: add at least one setting');
    const input = parseInput(UpdateAtTerminalInput, withRemovals(options));
    const updated = await withDatabase(process.env, (ctx) => updateAtTerminal(ctx, input));
    printOne(`Organisation ${updated.id} now has these settings:`, updated, json);
  });

subcommand('move', 'Move an organisation, with everything below it, below another organisation.')
  .requiredOption('--organisation <id>', 'The organisation to move.', number)
  .requiredOption('--parent <id>', 'The organisation below which it is moved.', number)
  .action(async ({ json, ...options }) => {
    const input = parseInput(MoveOrganisationInput, options);
    const moved = await withDatabase(process.env, (ctx) => moveAtTerminal(ctx, input));
    printOne(`Organisation ${moved.id} is directly below organisation ${moved.parentId}:`, moved, json);
  });

subcommand(
  'archive',
  'Archive an organisation: it cannot sign in, and nothing can be created for it. Its subscriptions continue.',
)
  .requiredOption('--organisation <id>', 'The organisation. Archive those below it first.', number)
  .action(async ({ json, ...options }) => {
    const input = parseInput(ArchiveOrganisationInput, options);
    const archived = await withDatabase(process.env, (ctx) => archiveAtTerminal(ctx, input.organisation));
    printOne(`Organisation ${archived.id} is archived:`, archived, json);
  });

subcommand('restore', 'Undo the archival of an organisation. Those below it stay archived.')
  .requiredOption('--organisation <id>', 'The organisation.', number)
  .action(async ({ json, ...options }) => {
    const input = parseInput(RestoreOrganisationInput, options);
    const restored = await withDatabase(process.env, (ctx) => restoreAtTerminal(ctx, input.organisation));
    printOne(`Organisation ${restored.id} is not archived:`, restored, json);
  });

subcommand('list', 'List all organisations, archived ones too.').action(async ({ json }) => {
  const organisations = await withDatabase(process.env, listOrganisations);
  const ifEmpty = 'No organisations yet. Create one with: npm run organisation -- create --name <name>';
  print({ lines: table(columns, organisations), value: organisations, ifEmpty }, json);
});

/** `--no-…` means null at the terminal, except for boolean settings. */
function withRemovals(options: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [name, value === false && name !== 'linkedAccount' ? null : value]),
  );
}

function printOne(sentence: string, one: Organisation, asJson: boolean | undefined): void {
  print({ lines: [sentence, '', ...table(columns, [one])], value: one }, asJson);
}

// The name is the last column, because some characters are wider than one cell.
const columns = {
  ID: ({ id }: Organisation) => id,
  PARENT: ({ parentId }: Organisation) => parentId,
  KIND: ({ sandbox }: Organisation) => (sandbox ? 'sandbox' : 'real'),
  'TIME ZONE': ({ timeZone }: Organisation) => timeZone,
  LOCALE: ({ locale }: Organisation) => locale,
  CURRENCY: ({ currency }: Organisation) => currency,
  'RENEWAL WINDOW': ({ renewalWindowDays: days }: Organisation) => (days === null ? null : counted(days, 'day')),
  'LINKED ACCOUNT': ({ linkedAccount }: Organisation) => (linkedAccount ? 'yes' : null),
  'ARCHIVED (UTC)': ({ archivedAt }: Organisation) => archivedAt,
  'FINANCE TYPE': ({ financeType }: Organisation) => financeType,
  NAME: ({ name }: Organisation) => name,
};

await runCommandLine(organisation);
