import type { Mappings } from '@pothos/selection-mapper';
import type { GraphQLObjectType } from 'graphql';
import type { ExecutionAttempt } from './execution-attempt.ts';
import type { ResponsePath } from './response-path.ts';

/** The properties of an object in the response, by response name. */
export type Members = Record<string, unknown>;

/**
 * Answers a field of a value. A promise is added to `members` when it resolves. `scope` holds the mappings below the
 * nearest relation that was resolved without Pothos.
 */
export type AnswerField = (
  attempt: ExecutionAttempt,
  source: unknown,
  members: Members,
  place: ResponsePath | undefined,
  scope: Mappings | undefined,
) => unknown;

/** A property of an object in the response. */
export interface Member {
  readonly key: string;
  readonly answer: AnswerField;
}

/** The selection of a value, for each type that the value can have. */
export interface Selection {
  membersOf(type: GraphQLObjectType): readonly Member[];
}

/** Completes a value according to its type. It throws if the value does not match the type. */
export type Complete = (
  attempt: ExecutionAttempt,
  value: unknown,
  place: ResponsePath,
  scope: Mappings | undefined,
) => unknown;
