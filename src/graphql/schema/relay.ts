import { BadUserInputError } from '../execution/bad-user-input.ts';
import { largestPage } from '../execution/limits.ts';
import { decodeGlobalId, encodeGlobalId } from './global-id.ts';

/** Loads the nodes of a list of ids, unless that is longer than any other list may be. */
function resolveNodes<Id, Found>(
  _root: unknown,
  { ids }: { ids: Id[] },
  _ctx: unknown,
  _info: unknown,
  load: (ids: Id[]) => Found,
): Found {
  if (ids.length <= largestPage) return load(ids);
  throw new BadUserInputError(`ids: expected at most ${largestPage}, found ${ids.length}. Ask for them in parts.`);
}

/** How ids and pages look, after Relay's conventions, with words for those who do not know them. */
export const relay = {
  encodeGlobalID: encodeGlobalId,
  decodeGlobalID: decodeGlobalId,
  cursorType: 'String',
  idFieldOptions: { description: 'The id of this object in this API.' },
  nodeTypeOptions: { description: 'Something with an id, by which it can be asked for again.' },
  nodeQueryOptions: {
    description: 'The object of this id; null when there is none, or it is not yours to see.',
    args: { id: { description: 'An id from an earlier answer.' } },
  },
  nodesQueryOptions: {
    description: 'The objects of these ids, each null where there is none, or it is not yours to see.',
    args: { ids: { description: 'Ids from earlier answers, at most 100.' } },
    resolve: resolveNodes,
  },
  pageInfoTypeOptions: { description: 'Where a page lies among the others.' },
  hasNextPageFieldOptions: { description: 'Whether there is more after this page.' },
  hasPreviousPageFieldOptions: { description: 'Whether there is more before this page.' },
  startCursorFieldOptions: { description: 'The first cursor of the page, to ask for what is `before` it.' },
  endCursorFieldOptions: { description: 'The last cursor of the page, to ask for what is `after` it.' },
  edgesFieldOptions: { nullable: false, description: 'The things of this page, each with its cursor.' },
  nodesOnConnection: { description: 'The things of this page.' },
  pageInfoFieldOptions: { description: 'Where this page lies among the others.' },
  nodeFieldOptions: { nullable: false, description: 'The thing itself.' },
  cursorFieldOptions: { type: 'String', description: 'Its place in the list, to ask for what is after or before it.' },
  firstArgOptions: { description: 'How many from the beginning, 1 to 100; 20 unless said.' },
  lastArgOptions: { description: 'How many from the end, 1 to 100.' },
  afterArgOptions: { description: 'Only what comes after this cursor. Goes with `first`.' },
  beforeArgOptions: { description: 'Only what comes before this cursor. Goes with `last`.' },
} as const;
