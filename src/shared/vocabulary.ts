/** How a door names what an error message mentions. Most doors use the standard terms. */
export interface Vocabulary {
  /** The door's names of members of the domain, where they differ: `remoteId` is `id` in the envelope. */
  readonly members: Readonly<Record<string, string>>;
  readonly terms: Terms;
  /** An instant as the door writes it. */
  readonly instant: (instant: Temporal.Instant) => string;
}

/** The nouns for which doors have terms of their own. */
interface Terms {
  readonly seats: string;
  /** Somebody who acts for an organisation, with and without its article. */
  readonly operator: string;
  readonly anOperator: string;
  readonly operators: string;
  /** Somebody who uses a seat of a customer. */
  readonly user: string;
  readonly users: string;
}

/** The standard terms of the field, as GraphQL uses them. */
export const standardVocabulary: Vocabulary = {
  members: {},
  terms: {
    seats: 'seats',
    operator: 'operator',
    anOperator: 'an operator',
    operators: 'operators',
    user: 'user',
    users: 'users',
  },
  instant: String,
};

/** The door's name of a member of the domain. */
export function memberName({ members }: Vocabulary, member: string | number): string {
  return members[member] ?? String(member);
}
