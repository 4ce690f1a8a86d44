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
import { commandLine, print, runCommandLine } from './command.ts';
import { withDatabase } from './database.ts';

const organisation = commandLine('organisation', 'Organisations that sell through this gateway.');

organisation
  .command('create')
  .description('Create an organisation: a new tree, or one below a parent, with whose settings it begins.')
  .requiredOption('--name <name>', 'what people call it')
  .option('--time-zone <zone>', 'the IANA time zone in which its terms follow the calendar (UTC)')
  .option('--locale <tag>', 'the language and region of its people, such as de-CH (en)')
  .option('--currency <letters>', 'the currency in which it is priced, such as EUR (USD)')
  .option('--parent <id>', 'the organisation above it', Number)
  .option('--sandbox', 'make the new tree a sandbox, whose clock can be moved')
  .option('--renewal-window-days <days>', "its own renewal window, instead of the products'", Number)
  .option('--linked-account', 'its account is linked to one in another system')
  .option('--finance-type <type>', 'in which role it takes part in financing, such as AGENT')
  .option('--json', 'answer JSON')
  .action(async ({ json, ...options }) => {
    const input = parseInput(CreateAtTerminalInput, options);
    const created = await withDatabase(process.env, (ctx) => createAtTerminal(ctx, input));
    const next = `Give it a key with: npm run key -- create --organisation ${created.id}`;
    print([`Created organisation ${created.id}, "${created.name}".`, next], created, json);
  });

organisation
  .command('update')
  .description('Change the name or the settings of an organisation. What is left out stays.')
  .requiredOption('--organisation <id>', 'which one', Number)
  .option('--name <name>', 'what people call it')
  .option('--time-zone <zone>', 'the IANA time zone in which terms of new runs follow the calendar')
  .option('--locale <tag>', 'the language and region of its people, such as de-CH')
  .option('--currency <letters>', 'the currency in which it is priced, such as EUR')
  .option('--renewal-window-days <days>', 'its own renewal window, also for what is sold already', Number)
  .option('--no-renewal-window-days', "the products' renewal windows instead of its own")
  .option('--linked-account', 'its account is linked to one in another system')
  .option('--no-linked-account', 'its account is linked to none')
  .option('--finance-type <type>', 'in which role it takes part in financing, such as AGENT')
  .option('--no-finance-type', 'it takes no part in financing')
  .option('--json', 'answer JSON')
  .action(async ({ json, ...options }) => {
    const input = parseInput(UpdateAtTerminalInput, withRemovals(options));
    const updated = await withDatabase(process.env, (ctx) => updateAtTerminal(ctx, input));
    print([lineFor(updated)], updated, json);
  });

organisation
  .command('move')
  .description('Move an organisation, with all that is below it, below another one of the same kind.')
  .requiredOption('--organisation <id>', 'which one', Number)
  .requiredOption('--parent <id>', 'below which one it is to stand', Number)
  .option('--json', 'answer JSON')
  .action(async ({ json, ...options }) => {
    const input = parseInput(MoveOrganisationInput, options);
    const moved = await withDatabase(process.env, (ctx) => moveAtTerminal(ctx, input));
    print([lineFor(moved)], moved, json);
  });

organisation
  .command('archive')
  .description('Archive an organisation: nobody signs in for it, and it gets nothing new. What it sold runs on.')
  .requiredOption('--organisation <id>', 'which one; all below it are archived already', Number)
  .option('--json', 'answer JSON')
  .action(async ({ json, ...options }) => {
    const input = parseInput(ArchiveOrganisationInput, options);
    const archived = await withDatabase(process.env, (ctx) => archiveAtTerminal(ctx, input.organisation));
    print([lineFor(archived)], archived, json);
  });

organisation
  .command('restore')
  .description('Take the archival of an organisation back.')
  .requiredOption('--organisation <id>', 'which one', Number)
  .option('--json', 'answer JSON')
  .action(async ({ json, ...options }) => {
    const input = parseInput(RestoreOrganisationInput, options);
    const restored = await withDatabase(process.env, (ctx) => restoreAtTerminal(ctx, input.organisation));
    print([lineFor(restored)], restored, json);
  });

organisation
  .command('list')
  .description('List all organisations.')
  .option('--json', 'answer JSON')
  .action(async ({ json }) => {
    const organisations = await withDatabase(process.env, listOrganisations);
    print(organisations.map(lineFor), organisations, json);
  });

/** `--no-…` is how a terminal says null, but not for what is true or false. */
function withRemovals(options: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [name, value === false && name !== 'linkedAccount' ? null : value]),
  );
}

function lineFor({ id, name, sandbox, archivedAt, ...facts }: Organisation): string {
  const { parentId, timeZone, locale, currency, renewalWindowDays, linkedAccount, financeType } = facts;
  const told = [
    sandbox ? 'sandbox' : 'real',
    timeZone,
    locale,
    currency,
    renewalWindowDays === null ? undefined : `window of ${renewalWindowDays} days`,
    linkedAccount ? 'linked account' : undefined,
    financeType === null ? undefined : `finance type ${financeType}`,
    parentId === null ? undefined : `below ${parentId}`,
    archivedAt === null ? undefined : `archived ${archivedAt}`,
  ];
  return `${id}  ${name}  (${told.filter(Boolean).join(', ')})`;
}

await runCommandLine(organisation);
