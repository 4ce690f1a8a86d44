import { CreateKeyAtTerminalInput, createKeyAtTerminal } from '../keys/create-key-at-terminal.ts';
import { ListKeysInput, listKeys } from '../keys/list-keys.ts';
import { RevokeKeyAtTerminalInput, revokeKeyAtTerminal } from '../keys/revoke-key-at-terminal.ts';
import type { ApiKey } from '../keys/types.ts';
import { parseInput } from '../shared/input.ts';
import { commandLine, print, runCommandLine } from './command.ts';
import { withDatabase } from './database.ts';

const key = commandLine('key', 'Keys with which organisations call this gateway.');

key
  .command('create')
  .description('Make one more key. It is shown this once.')
  .requiredOption('--organisation <id>', 'whose key', Number)
  .option('--name <name>', 'what it is for')
  .option('--json', 'answer JSON')
  .action(async ({ json, ...options }) => {
    const input = parseInput(CreateKeyAtTerminalInput, options);
    const created = await withDatabase(process.env, (ctx) => createKeyAtTerminal(ctx, input));
    print([created.key, `This is key ${created.id}. Keep it safe: it can not be shown again.`], created, json);
  });

key
  .command('list')
  .description('List the keys of an organisation, by what may be shown of them.')
  .requiredOption('--organisation <id>', 'whose keys', Number)
  .option('--json', 'answer JSON')
  .action(async ({ json, ...options }) => {
    const input = parseInput(ListKeysInput, options);
    const keys = await withDatabase(process.env, (ctx) => listKeys(ctx, input));
    print(keys.map(lineFor), keys, json);
  });

key
  .command('revoke')
  .description('Revoke a key, at once and for good.')
  .requiredOption('--organisation <id>', 'whose key', Number)
  .requiredOption('--key <id>', 'which one', Number)
  .option('--json', 'answer JSON')
  .action(async ({ json, ...options }) => {
    const input = parseInput(RevokeKeyAtTerminalInput, options);
    await withDatabase(process.env, (ctx) => revokeKeyAtTerminal(ctx, input));
    print([`Key ${input.key} is revoked.`], { revoked: input.key }, json);
  });

function lineFor({ id, hint, name, createdAt, lastUsedAt, revokedAt }: ApiKey): string {
  const use = lastUsedAt === null ? 'never used' : `last used ${lastUsedAt}`;
  const state = revokedAt === null ? use : `revoked ${revokedAt}`;
  return `${id}  ${hint}  ${name ?? '(no name)'}  created ${createdAt}, ${state}`;
}

await runCommandLine(key);
