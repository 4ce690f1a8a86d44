import { type GraphQLField, getNullableType, isListType } from 'graphql';

/** The largest number of nodes on a page. */
export const largestPage = 100;

/** The number of nodes on a page if neither `first` nor `last` is given. */
export const defaultPage = 20;

/** Far beyond any reasonable document, and below what makes the parser overflow its stack: some 2,500 nested lists. */
export const maxTokens = 1500;

/** Who asks for many things of a kind has filters, `nodes` and variables. Every alias is one, that of `__typename` too. */
export const maxAliases = 100;

/** There are only `@include` and `@skip`, and a document with more of them than this is better two documents. */
export const maxDirectives = 10;

/** A limit of GraphQL.js: how many pairs of fields or fragments validation compares. 700 repetitions of one field are below it, 1,000 are not. */
export const maxComparisons = 500_000;

/** A limit of GraphQL.js: how many errors of a document are shown. */
export const maxValidationErrors = 100;

/** The context in which the cost of an operation is computed without executing it. */
export const costing: object = Object.freeze({});

/** As many values as one answer may hold at the most: pages of a hundred, three lists deep, are beyond it. */
export const maxCost = 500_000;

/** As deep as fifteen relations that lead from one list to the next; Prisma's own limit is not far beyond. */
export const maxDepth = 30;

/** How many entries a list without arguments of its own is taken to have. */
const fewEntries = 5;

/** The arguments by which a field costs more or less. */
export const costlyArguments: ReadonlySet<string> = new Set(['first', 'last', 'ids']);

/**
 * What a field may cost: itself, and what is selected of it as often as it can occur. A page counts as long as it was
 * asked for, and its nodes as one, because the page has counted them.
 */
export function costOf(args: Record<string, unknown>, _ctx: object, { name, args: takes, type }: Field) {
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
