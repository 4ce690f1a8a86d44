import { type GraphQLField, getNullableType, isListType } from 'graphql';
import { BadUserInputError } from './bad-user-input.ts';
import { defaultPage, largestPage } from './connection.ts';

/** Far beyond any reasonable document, and below what makes the parser overflow its stack: some 2,500 nested lists. */
export const maxTokens = 1500;

/** As many values as one answer may hold at the most: pages of a hundred, three lists deep, are beyond it. */
const maxCost = 500_000;

/** As deep as fifteen relations that lead from one list to the next; Prisma's own limit is not far beyond. */
const maxDepth = 30;

/** How many entries a list without arguments of its own is taken to have. */
const fewEntries = 5;

/**
 * What a field may cost: itself, and what is selected of it as often as it can occur. A page counts as long as it was
 * asked for, and its nodes as one, because the page has counted them.
 */
function costOf(args: Record<string, unknown>, _ctx: object, { name, args: takes, type }: Field) {
  if (takes.some((argument) => argument.name === 'first')) return { field: 1, multiplier: pageSize(args) };
  if (Array.isArray(args['ids'])) return { field: 1, multiplier: args['ids'].length };
  const isList = isListType(getNullableType(type)) && name !== 'nodes' && name !== 'edges';
  return { field: 1, multiplier: isList ? fewEntries : 1 };
}

type Field = Pick<GraphQLField<unknown, unknown>, 'name' | 'args' | 'type'>;

function pageSize({ first, last }: Record<string, unknown>): number {
  // What is longer than a page may be is refused by the list itself, in its own words.
  return Math.min(Number(first ?? last ?? defaultPage), largestPage);
}

/** Refuses, before anything is read, what would be too large to answer. */
export const complexity = {
  limit: { complexity: maxCost, depth: maxDepth },
  fieldComplexity: costOf,
  complexityError: (kind: string, { complexity: cost, depth }: { complexity: number; depth: number }) =>
    kind === 'Depth'
      ? new BadUserInputError(`A selection may be ${maxDepth} levels deep; this one is ${depth}. Ask in several steps.`)
      : new BadUserInputError(
          `An answer may hold ${maxCost} values; this one might hold ${cost}. Ask for shorter pages, with \`first\`, or for fewer fields.`,
        ),
};
