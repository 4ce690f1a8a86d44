/** The terms of a door for error messages. Most doors use the standard terms. */
export interface Vocabulary {
  /** The names of members that differ from the standard: `remoteId` is `id` in the envelope. */
  readonly members: Readonly<Record<string, string>>;
  readonly terms: Terms;
  /** Formats an instant. */
  readonly instant: (instant: Temporal.Instant) => string;
}

/** The nouns that doors may name differently. */
interface Terms {
  readonly seats: string;
  /** A person who acts for an organisation, with and without an article. */
  readonly operator: string;
  readonly anOperator: string;
  readonly operators: string;
  /** A person who uses a seat of a customer. */
  readonly user: string;
  readonly users: string;
}

/** The standard terms, as in GraphQL. */
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

/** Returns the door's name of a member. */
export function memberName({ members }: Vocabulary, member: string | number): string {
  return members[member] ?? String(member);
}
