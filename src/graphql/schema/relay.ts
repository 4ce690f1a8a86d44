import { BadUserInputError } from '../execution/bad-user-input.ts';
import { largestPage } from '../execution/limits.ts';
import { decodeGlobalId, encodeGlobalId } from './global-id.ts';

/** Loads the nodes of a list of ids. Refuses a list longer than the largest page. */
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

/** The options of ids and pages, with descriptions for callers who do not know Relay. */
export const relay = {
  encodeGlobalID: encodeGlobalId,
  decodeGlobalID: decodeGlobalId,
  cursorType: 'String',
  idFieldOptions: { description: 'The global id of this object.' },
  nodeTypeOptions: { description: 'An object with a global id.' },
  nodeQueryOptions: {
    description: 'The object with this global id. Returns null if there is no such object or if you may not see it.',
    args: { id: { description: 'A global id from an earlier response.' } },
  },
  nodesQueryOptions: {
    description:
      'The objects with these global ids, in the order of `ids`. An entry is null if there is no such object or if you may not see it.',
    args: { ids: { description: 'Global ids from earlier responses, at most 100.' } },
    resolve: resolveNodes,
  },
  pageInfoTypeOptions: { description: 'The position of a page in its list.' },
  hasNextPageFieldOptions: {
    description:
      'Whether more nodes follow this page. With `first`, only nodes before the `before` cursor count. With `last`, true if `before` is given.',
  },
  hasPreviousPageFieldOptions: {
    description:
      'Whether more nodes precede this page. With `last`, only nodes after the `after` cursor count. With `first`, true if `after` is given.',
  },
  startCursorFieldOptions: { description: 'The cursor of the first node on this page. Null if the page is empty.' },
  endCursorFieldOptions: { description: 'The cursor of the last node on this page. Null if the page is empty.' },
  edgesFieldOptions: { nullable: false, description: 'The nodes of this page, each with its cursor.' },
  nodesOnConnection: { description: 'The nodes of this page.' },
  pageInfoFieldOptions: { description: 'The position of this page in its list.' },
  nodeFieldOptions: { nullable: false, description: 'The node of this entry.' },
  cursorFieldOptions: {
    type: 'String',
    description:
      'The position of the node, for `after` and `before` of the same list with the same `orderBy`. It stays valid when the node changes, leaves the list or is removed.',
  },
  firstArgOptions: {
    description:
      'The maximum number of nodes, from 1 to 100, counted from the beginning of the list or from `after`. Without `first` and `last`, a page has up to 20 nodes. It is then counted from the end of the list only if `before` is given without `after`.',
  },
  lastArgOptions: {
    description:
      'The maximum number of nodes, from 1 to 100, counted backwards from the end of the list or from `before`. It cannot be combined with `first`.',
  },
  afterArgOptions: {
    description:
      'Returns only nodes after this cursor. Together with `before`, returns the nodes between the two cursors.',
  },
  beforeArgOptions: {
    description:
      'Returns only nodes before this cursor. Together with `after`, returns the nodes between the two cursors.',
  },
} as const;
