import { CreateOrganisationInput, createOrganisation } from '../organisations/create-organisation.ts';
import { listOrganisations } from '../organisations/list-organisations.ts';
import type { Organisation } from '../organisations/types.ts';
import { parseInput } from '../shared/input.ts';
import { commandLine, print, runCommandLine } from './command.ts';
import { withDatabase } from './database.ts';

const organisation = commandLine('organisation', 'Organisations that sell through this gateway.');

organisation
  .command('create')
  .description('Create an organisation: a new tree, or one below a parent.')
  .requiredOption('--name <name>', 'what people call it')
  .option('--time-zone <zone>', 'the IANA time zone in which its terms follow the calendar', 'UTC')
  .option('--parent <id>', 'the organisation above it', Number)
  .option('--sandbox', 'make the new tree a sandbox, whose clock can be moved')
  .option('--renewal-window-days <days>', "its own renewal window, instead of the products'", Number)
  .option('--json', 'answer JSON')
  .action(async ({ json, ...options }) => {
    const input = parseInput(CreateOrganisationInput, options);
    const created = await withDatabase(process.env, (ctx) => createOrganisation(ctx, input));
    const next = `Give it a key with: npm run key -- create --organisation ${created.id}`;
    print([`Created organisation ${created.id}, "${created.name}".`, next], created, json);
  });

organisation
  .command('list')
  .description('List all organisations.')
  .option('--json', 'answer JSON')
  .action(async ({ json }) => {
    const organisations = await withDatabase(process.env, listOrganisations);
    print(organisations.map(lineFor), organisations, json);
  });

function lineFor({ id, parentId, name, sandbox, timeZone }: Organisation): string {
  const place = parentId === null ? '' : `, below ${parentId}`;
  return `${id}  ${name}  (${sandbox ? 'sandbox' : 'real'}, ${timeZone}${place})`;
}

await runCommandLine(organisation);
