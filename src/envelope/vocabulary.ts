import { standardVocabulary, type Vocabulary } from '../shared/vocabulary.ts';

/** The terms of the envelope in error messages, from its own documentation. */
export const envelopeVocabulary: Vocabulary = {
  members: { kind: 'method', remoteId: 'id', firstOrder: 'parent', seats: 'licenses' },
  terms: { ...standardVocabulary.terms, seats: 'licenses' },
  instant: withUnixSeconds,
};

/** Returns an instant as text for people, and in Unix seconds for programs. */
function withUnixSeconds(instant: Temporal.Instant): string {
  return `${instant} (${Math.floor(instant.epochMilliseconds / 1000)})`;
}
