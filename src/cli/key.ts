import type { Command } from 'commander';
import { CreateKeyAtTerminalInput, createKeyAtTerminal } from '../keys/create-key-at-terminal.ts';
import { ListKeysInput, listKeys } from '../keys/list-keys.ts';
import { RevokeKeyAtTerminalInput, revokeKeyAtTerminal } from '../keys/revoke-key-at-terminal.ts';
import type { ApiKey } from '../keys/types.ts';
import { parseInput } from '../shared/input.ts';
import { commandLine, number, print, runCommandLine, usualExitCodes } from './command.ts';
import { withDatabase } from './database.ts';
import { table } from './table.ts';

const description = 'Create, list and revoke the API keys with which organisations call this gateway.';
const key = commandLine('key', description, usualExitCodes);

/** Adds a subcommand with the common options. */
function subcommand(name: string, summary: string): Command {
  return key
    .command(name)
    .description(summary)
    .requiredOption('--organisation <id>', 'The organisation that owns the key.', number)
    .option('--json', 'Print JSON on standard output.');
}

subcommand('create', 'Create a key. It is shown only once. Existing keys stay valid.')
  .option('--name <name>', 'A name by which people recognise the key.')
  .action(async ({ json, ...options }) => {
    const input = parseInput(CreateKeyAtTerminalInput, options);
    const created = await withDatabase(process.env, (ctx) => createKeyAtTerminal(ctx, input));
    const lines = [created.key, `This is key ${created.id}. Keep it safe: it cannot be shown again.`];
    print({ lines, value: created }, json);
  });

subcommand('list', 'List the keys of an organisation, revoked ones too. The keys themselves are not shown.').action(
  async ({ json, ...options }) => {
    const input = parseInput(ListKeysInput, options);
    const keys = await withDatabase(process.env, (ctx) => listKeys(ctx, input));
    const id = input.organisation;
    const ifEmpty = `Organisation ${id} has no keys yet. Create one with: npm run key -- create --organisation ${id}`;
    print({ lines: table(columns, keys), value: keys, ifEmpty }, json);
  },
);

subcommand('revoke', 'Revoke a key permanently. The next request with it is refused.')
  .requiredOption('--key <id>', 'The id of the key, as the list shows it.', number)
  .action(async ({ json, ...options }) => {
    const input = parseInput(RevokeKeyAtTerminalInput, options);
    await withDatabase(process.env, (ctx) => revokeKeyAtTerminal(ctx, input));
    print({ lines: [`Key ${input.key} is revoked.`], value: { revoked: input.key } }, json);
  });

const columns = {
  ID: ({ id }: ApiKey) => id,
  'KEY BEGINS WITH': ({ hint }: ApiKey) => hint,
  'CREATED (UTC)': ({ createdAt }: ApiKey) => createdAt,
  'LAST USED (UTC)': ({ lastUsedAt }: ApiKey) => lastUsedAt ?? 'never',
  'REVOKED (UTC)': ({ revokedAt }: ApiKey) => revokedAt,
  NAME: ({ name }: ApiKey) => name,
};

await runCommandLine(key);
