import { createHash } from 'node:crypto';
import { buildSchema, findBreakingChanges, findDangerousChanges } from 'graphql';

/** A change of the schema: the sentence of graphql-js, and the coordinate that CHANGELOG.md must name. */
interface SchemaChange {
  readonly coordinate: string;
  readonly description: string;
}

/** The sentences of graphql-js and their coordinates: `Type`, `Type.member` or `Type.field(argument:)`. */
const coordinates: readonly (readonly [sentence: RegExp, coordinate: string])[] = [
  [/^(\S+) was (?:removed from|added to) (?:union|enum) type (\S+)\.$/, '$2.$1'],
  [/^An? (?:required|optional) field (\S+) on input type (\S+) was added\.$/, '$2.$1'],
  [/^An? (?:required|optional) arg (\S+) on (\S+) was added\.$/, '$2($1:)'],
  [/^(\S+) arg (\S+) (?:was removed|has changed|defaultValue).*\.$/s, '$1($2:)'],
  [/^(\S+) no longer implements interface (\S+)\.$/, '$1.$2'],
  [/^(\S+) added to interfaces implemented by (\S+)\.$/, '$2.$1'],
  [/^(?:Standard scalar )?(\S+) (?:was removed|changed)\b.*\.$/s, '$1'],
];

function toChange({ description }: { readonly description: string }): SchemaChange {
  const found = coordinates.find(([sentence]) => sentence.test(description));
  if (found === undefined) throw new Error(`No coordinate is known for "${description}". Add it to ${import.meta.url}`);
  return { coordinate: description.replace(...found), description };
}

/** Returns the changes that break callers, and those that may surprise them, such as new enum values. */
export function changesBetween(baseline: string, present: string) {
  const [before, after] = [buildSchema(baseline), buildSchema(present)];
  return {
    breaking: findBreakingChanges(before, after).map(toChange),
    dangerous: findDangerousChanges(before, after).map(toChange),
  };
}

/** Returns the text below a heading, up to the next one of the same or a higher level. Empty without the heading. */
function sectionOf(text: string, heading: string): string {
  const level = heading.indexOf(' ');
  const lines = text.split('\n');
  const start = lines.indexOf(heading);
  if (start === -1) return '';
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => /^#+ /.test(line) && line.indexOf(' ') <= level);
  return rest.slice(0, end === -1 ? undefined : end).join('\n');
}

/**
 * Returns the changes that "Unreleased" does not name in backticks: breaking ones under "Breaking changes", others
 * anywhere.
 */
export function unnamedChanges(baseline: string, present: string, changelog: string): readonly string[] {
  const { breaking, dangerous } = changesBetween(baseline, present);
  const unreleased = sectionOf(changelog, '## Unreleased');
  const breakingChanges = sectionOf(unreleased, '### Breaking changes');
  const unnamed = (changes: readonly SchemaChange[], text: string, place: string) =>
    changes
      .filter(({ coordinate }) => !text.includes(`\`${coordinate}\``))
      .map(({ coordinate, description }) => `${description} Name \`${coordinate}\` in CHANGELOG.md, ${place}.`);
  return [
    ...unnamed(breaking, breakingChanges, 'under "Unreleased", "Breaking changes", or undo the change'),
    ...unnamed(dangerous, unreleased, 'under "Unreleased"'),
  ];
}

/** Returns the faults of the baseline. It must be the schema of the newest version, with the hash in CHANGELOG.md. */
export function baselineFaults(baseline: string, changelog: string): readonly string[] {
  const version = /^# The schema of this version in CHANGELOG\.md: (.+)\n/.exec(baseline)?.[1];
  const [unreleased, newest] = [...changelog.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
  const hash = `<!-- schema-baseline sha256: ${createHash('sha256').update(baseline).digest('hex')} -->`;
  const isHashed = sectionOf(changelog, `## ${version}`).includes(hash);
  return [
    ...(unreleased === 'Unreleased' ? [] : ['CHANGELOG.md: the first version has to be "Unreleased".']),
    ...(version === newest && version !== undefined
      ? []
      : [`The first line of the baseline names version ${version}. The newest version in CHANGELOG.md is ${newest}.`]),
    ...(isHashed
      ? []
      : [`The baseline changed without its entry. A release puts this line below "## ${version}": ${hash}`]),
  ];
}
