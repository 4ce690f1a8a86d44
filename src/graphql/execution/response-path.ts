import type { Mappings } from '@pothos/selection-mapper';
import type { FieldNode, GraphQLField, GraphQLObjectType } from 'graphql';

/** The path of a value in a response, with what Pothos knows about the rows at that path. */
export class ResponsePath {
  readonly prev: ResponsePath | undefined;
  readonly key: string | number;
  readonly typename: string | undefined;
  /** The mappings below a relation that was resolved without Pothos. They are passed on when Pothos needs them. */
  pending: Mappings | undefined = undefined;
  /** The mappings of fields at this path. All rows of a list share them. */
  known: Map<PlannedField, Mapping | null> | undefined = undefined;

  constructor(prev: ResponsePath | undefined, key: string | number, typename: string | undefined) {
    this.prev = prev;
    this.key = key;
    this.typename = typename;
  }
}

/** How a field was loaded together with its row, and what was loaded below it. */
export type Mapping = Mappings[string];

/** A field of an operation. All selections with the same response name are merged. */
export interface PlannedField {
  readonly key: string;
  readonly nodes: readonly FieldNode[];
  readonly definition: GraphQLField<unknown, unknown>;
  readonly parentType: GraphQLObjectType;
  /**
   * The key of the field in the mappings of the nearest relation. Undefined if there is no such relation or the key is
   * uncertain.
   */
  readonly mappingKey: string | undefined;
  /** Whether the field leads from a page of the nearest relation to its rows. */
  readonly isPassage: boolean;
}

/** Uses the same check as graphql-js. */
export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { readonly then?: unknown } | null | undefined)?.then === 'function';
}
