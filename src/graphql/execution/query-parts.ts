import type { Mappings } from '@pothos/selection-mapper';
import type { GraphQLObjectType } from 'graphql';
import type { ExecutionAttempt } from './execution-attempt.ts';
import type { ResponsePath } from './response-path.ts';

/** What an object of an answer holds, by the names that were asked for. */
export type Members = Record<string, unknown>;

/**
 * Answers a field of a value. Where the answer takes time, it is put among the members when it is there. `scope` is what
 * was read below the relation above, where that was answered without Pothos.
 */
export type AnswerField = (
  attempt: ExecutionAttempt,
  source: unknown,
  members: Members,
  place: ResponsePath | undefined,
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
export type Complete = (
  attempt: ExecutionAttempt,
  value: unknown,
  place: ResponsePath,
  scope: Mappings | undefined,
) => unknown;
