import type { AuditVerdict, Finding } from '../audit/types.ts';
import { counted } from './table.ts';

/** Returns the verdict on one audit trail as text. */
export function linesFor(verdict: AuditVerdict): string[] {
  const { organisation, events, hash, sequence, unsealed, checkpoints, findings, hasMoreFindings } = verdict;
  const checked = `${counted(events, 'sealed event')} verified, ${counted(checkpoints, 'checkpoint')} compared, ${counted(unsealed, 'event')} not sealed yet`;
  if (findings.length === 0) {
    const newest = sequence === 0 ? '' : ` Newest seal: sequence ${sequence}, hash ${hash}.`;
    return [`Organisation ${organisation} is intact: ${checked}.${newest}`];
  }
  return [
    `Organisation ${organisation} is NOT intact: ${checked}.`,
    ...findings.map((finding) => `  ${verdictMessages[finding.kind](finding)}`),
    ...(hasMoreFindings ? ['  There are more findings than these.'] : []),
  ];
}

/** Returns the summary of several trails. It comes last, where people look first. */
export function summaryOf(verdicts: readonly AuditVerdict[]): string[] {
  if (verdicts.length < 2) return [];
  const broken = verdicts.filter(({ findings }) => findings.length > 0).length;
  const all = `${verdicts.length} audit trails`;
  return [
    '',
    broken === 0 ? `All ${all} are intact.` : `${broken} of ${all} ${broken === 1 ? 'is' : 'are'} NOT intact.`,
  ];
}

const verdictMessages: { readonly [Kind in Finding['kind']]: (finding: Finding) => string } = {
  CHANGED: (finding) => `CHANGED: ${rowOf(finding)} is not what was sealed.`,
  REMOVED: (finding) => `REMOVED: ${rowOf(finding)} or its seal is missing.`,
  INSERTED: (finding) => `INSERTED: ${rowOf(finding)} was added afterwards.`,
  REORDERED: (finding) => `REORDERED: ${rowOf(finding)} belongs at sequence ${finding.otherSequence}.`,
  TRUNCATED: ({ sequence, otherSequence }) =>
    `TRUNCATED: the trail ends before sequence ${sequence}, but a checkpoint confirms it up to sequence ${otherSequence}.`,
  REWRITTEN: ({ sequence, otherSequence }) =>
    sequence === otherSequence
      ? `REWRITTEN: sequence ${sequence} differs from a checkpoint.`
      : `REWRITTEN: something from sequence ${sequence} to sequence ${otherSequence} differs from a checkpoint.`,
};

function rowOf({ sequence, eventId }: Finding): string {
  if (sequence === null) return `event ${eventId}, which has no seal,`;
  return eventId === null ? `the event at sequence ${sequence}` : `event ${eventId} at sequence ${sequence}`;
}
