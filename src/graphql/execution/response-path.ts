import type { Mappings } from '@pothos/selection-mapper';
import type { FieldNode, GraphQLField, GraphQLObjectType } from 'graphql';

/** The position of a value in a response: the path for resolvers, and what Pothos knows of the rows there. */
export class ResponsePath {
  readonly prev: ResponsePath | undefined;
  readonly key: string | number;
  readonly typename: string | undefined;
  /** The rows read below a relation that was answered without Pothos, until Pothos needs them. */
  pending: Mappings | undefined = undefined;
  /** How Pothos has read fields of the rows here; the same for all rows of a list. */
  known: Map<PlannedField, Mapping | null> | undefined = undefined;

  constructor(prev: ResponsePath | undefined, key: string | number, typename: string | undefined) {
    this.prev = prev;
    this.key = key;
    this.typename = typename;
  }
}

/** That a field was read together with its row, and what was read below it. */
export type Mapping = Mappings[string];

/** A field as an operation asks for it, with all selections of the same name merged. */
export interface PlannedField {
  readonly key: string;
  readonly nodes: readonly FieldNode[];
  readonly definition: GraphQLField<unknown, unknown>;
  readonly parentType: GraphQLObjectType;
  /** How Pothos names it among what was read with the relation above; undefined where there is none, or not for sure. */
  readonly mappingKey: string | undefined;
  /** Whether it leads from a page of the relation above to its rows. */
  readonly isPassage: boolean;
}

/** As graphql-js tells promises. */
export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { readonly then?: unknown } | null | undefined)?.then === 'function';
}
