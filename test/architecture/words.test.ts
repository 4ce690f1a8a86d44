import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/**
 * Private words that once had a place here, and the standard term for each. Ordinary uses of a word are not matched: only
 * the identifier or the phrase is banned.
 */
const banned: readonly (readonly [pattern: RegExp, standard: string])[] = [
  [/\b(TakePart|takePart|inRounds|RoundWork|done in rounds)\b/, 'batcher: createBatcher, Batcher, PendingItem'],
  [/\b(createTurns|serveNext|InTurn|inTurn|takes? turns?|in (its|their) turns?)\b/, 'fair limiter: run, capacity'],
  [/\bpatience\b/i, 'timeoutMs, lockTimeoutMs, stuckAfterMs: name the subject and the unit'],
  [/\bholdOrganisation\b/, 'shareLockOrganisation: a hold is a suspension'],
  [/\bplaceAt\b|(type|interface|: )Places\b/, 'DoorTable, ResponsePath, SelectedColumn, index'],
  [/\b(untold|is told|are told|be told|told of)\b/i, 'pending, reported, recorded'],
  [/\breckon\w*/i, 'compute, computed'],
  [/\bhair\b/, 'epsilon'],
  [/\bjourneys?\b/i, 'round trip'],
  [/\bwalls?\b/i, 'isolation layer'],
  [/\bporch\b/i, 'HTTP pipeline'],
  [/\b(aroundVerbs|inPassing)\b|\bthroughout\(|'(KEPT|LOOKED_AT)'/, 'outer transaction, savepoint, shared connection'],
  [/\b(goesByTree|isOfOneTree|answerOfOneTree)\b/, 'dependsOnTree, withConsistentTree'],
  [
    /\b(stayAbove|lockReached|lockHome|checkReach)\b/,
    'lockAsDescendant, lockManagedOrganisation, lockOwner, checkCanGrant',
  ],
  [/\b(hubWords|licensingWords|problemWords|ProblemWords|wordsOf)\b/, 'error messages'],
  [
    /\b(beatHeart|keepHeapSmall|oncePrepared|keptSecret|openHome)\b/,
    'sendHeartbeat, tuneHeap, startupGate, persistedSecret',
  ],
  [
    /\b(factsOf|class Attempt|interface Standing|type Standing)\b/,
    'name the subject: eventFactsOf, ExecutionAttempt, RefusalContext',
  ],
  [/\bput aside\b/i, 'archived'],
  [/\b(good for|come again)\b/i, 'name the limit and the time'],
];

const files = execFileSync(
  'git',
  ['ls-files', 'src', 'jobs', 'docs', 'README.md', 'CHANGELOG.md', 'schema.graphql', '.github'],
  {
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter((file) => /\.(ts|md|graphql)$/.test(file));

test('private words are not used where the field has a term', () => {
  expect(files.length).toBeGreaterThan(300);
  const found = files.flatMap((file) => violationsIn(file, readFileSync(file, 'utf8')));
  expect(found).toEqual([]);
});

test.each(['takePart(key)', 'the second wall', 'one journey', 'it is told'])('the check finds `%s`', (text) => {
  expect(violationsIn('a file', text)).toHaveLength(1);
});

test.each(['in turn', 'an error message', 'at the same place', 'the room'])('the check permits `%s`', (text) => {
  expect(violationsIn('a file', text)).toEqual([]);
});

function violationsIn(file: string, text: string): string[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      banned
        .filter(([pattern]) => pattern.test(line))
        .map(([, standard]) => `${file}:${index + 1}: ${line.trim()} (standard: ${standard})`),
    );
}
