import { standardVocabulary, type Vocabulary } from '../shared/vocabulary.ts';

/** The envelope's terms in error messages: those of its own documents. */
export const envelopeVocabulary: Vocabulary = {
  members: { kind: 'method', remoteId: 'id', firstOrder: 'parent', seats: 'licenses' },
  terms: { ...standardVocabulary.terms, seats: 'licenses' },
  instant: withUnixSeconds,
};

/** An instant for people, and as this door writes it, for programs. */
function withUnixSeconds(instant: Temporal.Instant): string {
  return `${instant} (${Math.floor(instant.epochMilliseconds / 1000)})`;
}
