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
  hasNextPageFieldOptions: {
    description:
      'Whether more nodes follow this page. With `first`, only nodes before the `before` cursor count. With `last`, true if `before` is given.',
  },
  hasPreviousPageFieldOptions: {
    description:
      'Whether more nodes precede this page. With `last`, only nodes after the `after` cursor count. With `first`, true if `after` is given.',
  },
  startCursorFieldOptions: { description: 'The cursor of the first node on this page; null if the page is empty.' },
  endCursorFieldOptions: { description: 'The cursor of the last node on this page; null if the page is empty.' },
  edgesFieldOptions: { nullable: false, description: 'The things of this page, each with its cursor.' },
  nodesOnConnection: { description: 'The things of this page.' },
  pageInfoFieldOptions: { description: 'Where this page lies among the others.' },
  nodeFieldOptions: { nullable: false, description: 'The thing itself.' },
  cursorFieldOptions: {
    type: 'String',
    description:
      'The position of the node, for `after` and `before` of the same list with the same `orderBy`. It stays valid when the node changes, leaves the list or is removed.',
  },
  firstArgOptions: {
    description:
      'The largest number of nodes, from 1 to 100, counted from the beginning of the list or from `after`. Without `first` and `last`, a page has up to 20 nodes, and is counted from its end only if `before` is given without `after`.',
  },
  lastArgOptions: {
    description:
      'The largest number of nodes, from 1 to 100, counted backwards from the end of the list or from `before`. Not together with `first`.',
  },
  afterArgOptions: {
    description: 'Returns only nodes after this cursor. Together with `before`, the nodes between both cursors.',
  },
  beforeArgOptions: {
    description: 'Returns only nodes before this cursor. Together with `after`, the nodes between both cursors.',
  },
} as const;
