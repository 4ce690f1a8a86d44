import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { ListAuditCheckpointsInput, listAuditCheckpoints } from '../audit/list-audit-checkpoints.ts';
import type { AuditCheckpoint } from '../audit/types.ts';
import { VerifyEveryAuditTrailInput, verifyEveryAuditTrail } from '../audit/verify-every-audit-trail.ts';
import { InvalidInputError, parseInput } from '../shared/input.ts';
import { linesFor, summaryOf } from './audit-verdicts.ts';
import { commandLine, number, print, runCommandLine } from './command.ts';
import { withDatabase } from './database.ts';
import { showProgress } from './progress.ts';
import { table } from './table.ts';

const exitCodes = `Exit codes: 0 done, and every audit trail is intact; 1 an audit trail is not intact, or the database can't be
reached; 2 wrong command, option, organisation or setting, or no database in DATA_DIR.`;

const description = 'Verify the audit trails, and print checkpoints to verify them with later.';
const audit = commandLine('audit', description, exitCodes);

/** Adds a subcommand with the common options. */
function subcommand(name: string, summary: string): Command {
  return audit
    .command(name)
    .description(summary)
    .option('--organisation <id>', 'Only this organisation. Default: all', number)
    .option('--json', 'Print JSON on standard output.');
}

const nothing = 'No organisations yet, so there are no audit trails.';

subcommand('verify', 'Find events that were changed, removed, inserted or reordered since they were sealed.')
  .option('--checkpoints <file>', 'A file with checkpoints, as checkpoint --json printed them, to compare with.')
  .action(async ({ json, organisation, checkpoints: file }) => {
    const checkpoints = file === undefined ? undefined : await readCheckpoints(file);
    const input = parseInput(VerifyEveryAuditTrailInput, { organisation, checkpoints });
    const progress = showProgress('Verifying the audit trails');
    const verdicts = await withDatabase(process.env, (ctx) => verifyEveryAuditTrail(ctx, input, progress)).finally(() =>
      progress.end(),
    );
    const lines = [...verdicts.flatMap(linesFor), ...summaryOf(verdicts)];
    print({ lines, value: verdicts, ifEmpty: nothing }, json);
    if (verdicts.some(({ findings }) => findings.length > 0)) process.exitCode = 1;
  });

subcommand('checkpoint', 'Print the newest seal of each audit trail. Store it outside this database.').action(
  async ({ json, ...options }) => {
    const input = parseInput(ListAuditCheckpointsInput, options);
    const checkpoints = await withDatabase(process.env, (ctx) => listAuditCheckpoints(ctx, input));
    const ifEmpty = 'No sealed events yet. A running worker seals new events every two seconds.';
    print({ lines: table(columns, checkpoints), value: checkpoints, ifEmpty }, json);
  },
);

async function readCheckpoints(file: string): Promise<unknown> {
  const unusable = (message: string) => new InvalidInputError([{ path: ['checkpoints'], message }]);
  const text = await readFile(file, 'utf8').catch(({ code }: NodeJS.ErrnoException) => {
    throw unusable(`expected a file that can be read (${code})`);
  });
  try {
    return JSON.parse(text);
  } catch {
    throw unusable('expected a file with checkpoints as JSON');
  }
}

const columns = {
  ORGANISATION: ({ organisation }: AuditCheckpoint) => organisation,
  SEQUENCE: ({ sequence }: AuditCheckpoint) => sequence,
  HASH: ({ hash }: AuditCheckpoint) => hash,
  'SEALED (UTC)': ({ sealedAt }: AuditCheckpoint) => sealedAt,
};

await runCommandLine(audit, 2);
