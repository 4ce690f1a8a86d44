import { readFile } from 'node:fs/promises';
import { ListAuditCheckpointsInput, listAuditCheckpoints } from '../audit/list-audit-checkpoints.ts';
import type { AuditCheckpoint, AuditVerdict, Finding } from '../audit/types.ts';
import { VerifyEveryAuditTrailInput, verifyEveryAuditTrail } from '../audit/verify-every-audit-trail.ts';
import { InvalidInputError, parseInput } from '../shared/input.ts';
import { commandLine, print, runCommandLine } from './command.ts';
import { withDatabase } from './database.ts';
import { showProgress } from './progress.ts';

// A finding is told by 1, so that what can't be understood is told by another number.
const notUnderstood = 2;

const audit = commandLine('audit', 'The audit trail: whether it is as it was written.').exitOverride((error) => {
  process.exit(error.exitCode === 0 ? 0 : notUnderstood);
});

audit
  .command('verify')
  .description('Look for events that were changed, removed, inserted or reordered. Exits with 1 where there are any.')
  .option('--organisation <id>', 'only the trail of this one', Number)
  .option('--checkpoints <file>', 'what `checkpoint --json` printed once, to be held against the trails')
  .option('--json', 'answer JSON')
  .action(async ({ json, organisation, checkpoints: file }) => {
    const checkpoints = file === undefined ? undefined : await readCheckpoints(file);
    const input = parseInput(VerifyEveryAuditTrailInput, { organisation, checkpoints });
    const progress = showProgress('Looking through the audit trails');
    const verdicts = await withDatabase(process.env, (ctx) => verifyEveryAuditTrail(ctx, input, progress)).finally(() =>
      progress.end(),
    );
    print(verdicts.flatMap(linesFor), verdicts, json);
    if (verdicts.some(({ findings }) => findings.length > 0)) process.exitCode = 1;
  });

audit
  .command('checkpoint')
  .description('Print where the chains have got to, to be kept elsewhere.')
  .option('--organisation <id>', 'only the chain of this one', Number)
  .option('--json', 'answer JSON')
  .action(async ({ json, ...options }) => {
    const input = parseInput(ListAuditCheckpointsInput, options);
    const checkpoints = await withDatabase(process.env, (ctx) => listAuditCheckpoints(ctx, input));
    print(checkpoints.map(lineFor), checkpoints, json);
  });

async function readCheckpoints(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  const unusable = (found: string) =>
    new InvalidInputError([{ path: ['checkpoints'], message: `expected a file with checkpoints as JSON, ${found}` }]);
  if (text === undefined) throw unusable('found none that can be read');
  try {
    return JSON.parse(text);
  } catch {
    throw unusable('found something else');
  }
}

function lineFor({ organisation, sequence, hash, sealedAt }: AuditCheckpoint): string {
  return `${organisation}  ${sequence}  ${hash}  ${sealedAt}`;
}

function linesFor(verdict: AuditVerdict): string[] {
  const { organisation, events, hash, sequence, unsealed, checkpoints, findings, hasMoreFindings } = verdict;
  const looked = `${events} sealed events, ${checkpoints} checkpoints, ${unsealed} events not sealed yet`;
  if (findings.length === 0)
    return [`Organisation ${organisation} is whole: ${looked}. Place ${sequence} has ${hash}.`];
  return [
    `Organisation ${organisation} is NOT whole: ${looked}.`,
    ...findings.map((finding) => `  ${sentences[finding.kind](finding)}`),
    ...(hasMoreFindings ? ['  There is more than that.'] : []),
  ];
}

const sentences: { readonly [Kind in Finding['kind']]: (finding: Finding) => string } = {
  CHANGED: (finding) => `CHANGED: ${rowOf(finding)} is not what was sealed there.`,
  REMOVED: (finding) => `REMOVED: ${rowOf(finding)} is gone, or its seal is.`,
  INSERTED: (finding) => `INSERTED: ${rowOf(finding)} was put there afterwards.`,
  REORDERED: (finding) => `REORDERED: ${rowOf(finding)} belongs to place ${finding.otherSequence}.`,
  TRUNCATED: ({ sequence, otherSequence }) =>
    `TRUNCATED: the chain ends before place ${sequence}, and a checkpoint knows it up to place ${otherSequence}.`,
  REWRITTEN: ({ sequence, otherSequence }) =>
    sequence === otherSequence
      ? `REWRITTEN: place ${sequence} is not what a checkpoint knows.`
      : `REWRITTEN: something from place ${sequence} to place ${otherSequence} is not what a checkpoint knows.`,
};

function rowOf({ sequence, eventId }: Finding): string {
  if (sequence === null) return `event ${eventId}, which has no place in the chain,`;
  return eventId === null ? `the event at place ${sequence}` : `event ${eventId} at place ${sequence}`;
}

await runCommandLine(audit, notUnderstood);
