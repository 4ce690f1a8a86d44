import type { Mappings } from '@pothos/selection-mapper';
import type { GraphQLObjectType } from 'graphql';
import type { Attempt } from './execution-attempt.ts';
import type { Place } from './response-path.ts';

/** What an object of an answer holds, by the names that were asked for. */
export type Members = Record<string, unknown>;

/**
 * Answers a field of a value. Where the answer takes time, it is put among the members when it is there. `scope` is what
 * was read below the relation above, where that was answered without Pothos.
 */
export type AnswerField = (
  attempt: Attempt,
  source: unknown,
  members: Members,
  place: Place | undefined,
  scope: Mappings | undefined,
) => unknown;

/** A member of an object of the answer. */
export interface Member {
  readonly key: string;
  readonly answer: AnswerField;
}

/** What is selected of a value, by the type that it turns out to have. */
export interface Selection {
  membersOf(type: GraphQLObjectType): readonly Member[];
}

/** Shows a value as its type has it. Throws where that is not possible. */
export type Complete = (attempt: Attempt, value: unknown, place: Place, scope: Mappings | undefined) => unknown;
