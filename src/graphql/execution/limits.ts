import { type GraphQLField, getNullableType, isListType } from 'graphql';

export const largestPage = 100;

/** The page size if neither `first` nor `last` is given. */
export const defaultPage = 20;

/** Large enough for any reasonable document. The parser overflows its stack at about 2,500 nested lists. */
export const maxTokens = 1500;

/** Callers can use filters, `nodes` and variables instead of many aliases. An alias of `__typename` counts too. */
export const maxAliases = 100;

/** The schema has only `@include` and `@skip`. A document with more directives is better sent as two documents. */
export const maxDirectives = 10;

/**
 * The number of pairs of fields or fragments that validation in GraphQL.js compares. 700 repetitions of one field are
 * within the limit; 1,000 exceed it.
 */
export const maxComparisons = 500_000;

/** The number of errors that GraphQL.js reports for one document. */
export const maxValidationErrors = 100;

/** The context for computing a cost without execution. */
export const costing: object = Object.freeze({});

/** The largest number of values in one response. Pages of 100 nodes, nested three lists deep, exceed it. */
export const maxCost = 500_000;

/** Fifteen nested connections are 30 levels deep. The limit of Prisma is only slightly higher. */
export const maxDepth = 30;

/** The assumed number of entries in a list without paging arguments. */
const fewEntries = 5;

/** The arguments that affect the cost of a field. */
export const costlyArguments: ReadonlySet<string> = new Set(['first', 'last', 'ids']);

/**
 * Returns the cost of a field and the multiplier for its selection. The multiplier of a page is its size; its `nodes`
 * and `edges` count once, because the page has already multiplied them.
 */
export function costOf(args: Record<string, unknown>, _ctx: object, { name, args: declared, type }: Field) {
  if (declared.some((argument) => argument.name === 'first')) return { field: 1, multiplier: pageSize(args) };
  if (Array.isArray(args['ids'])) return { field: 1, multiplier: args['ids'].length };
  const isList = isListType(getNullableType(type)) && name !== 'nodes' && name !== 'edges';
  return { field: 1, multiplier: isList ? fewEntries : 1 };
}

type Field = Pick<GraphQLField<unknown, unknown>, 'name' | 'args' | 'type'>;

function pageSize({ first, last }: Record<string, unknown>): number {
  // The list itself refuses a larger page, with its own message.
  return Math.min(Number(first ?? last ?? defaultPage), largestPage);
}
