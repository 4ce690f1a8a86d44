import { type DocumentNode, visit } from 'graphql';
import { maxComparisons, maxValidationErrors } from './limits.ts';

/**
 * Returns a message for a validation that GraphQL.js aborted at one of its limits, because its own message does not
 * name the limit. Returns undefined for every other message.
 */
export function limitMessageOf(message: string, document: DocumentNode): string | undefined {
  if (message === 'Too many validation errors, error limit reached. Validation aborted.') {
    return `A document may have ${maxValidationErrors} errors; this one has more, and the first ${maxValidationErrors} are shown. Correct them first.`;
  }
  if (message !== 'Validation aborted.') return undefined;
  const { name, count } = mostRepeated(document);
  return `Validation may compare ${maxComparisons} pairs of fields with the same name; this document has more, and \`${name}\` occurs ${count} times. Select each field once, or ask in several operations.`;
}

/** Returns the response name or fragment spread that occurs most often in a document. */
function mostRepeated(document: DocumentNode): { name: string; count: number } {
  const counts = new Map<string, number>();
  const add = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  visit(document, {
    Field: ({ alias, name }) => void add((alias ?? name).value),
    FragmentSpread: ({ name }) => void add(`...${name.value}`),
  });
  const [name, count] = [...counts].reduce((most, next) => (next[1] > most[1] ? next : most), ['', 0]);
  return { name, count };
}
