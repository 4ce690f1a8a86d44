import { apiClientErrorMessages } from './api-clients/error-messages.ts';
import { auditErrorMessages } from './audit/error-messages.ts';
import { catalogueErrorMessages } from './catalogue/error-messages.ts';
import { customerErrorMessages } from './customers/error-messages.ts';
import { databaseErrorMessages } from './db/error-messages.ts';
import { UnavailableError } from './db/errors.ts';
import { idempotencyErrorMessages } from './idempotency/error-messages.ts';
import { identityErrorMessages } from './identity/error-messages.ts';
import { EmulationRefusedError } from './identity/errors.ts';
import { keyErrorMessages } from './keys/error-messages.ts';
import { operatorErrorMessages } from './operators/error-messages.ts';
import { orderErrorMessages } from './orders/error-messages.ts';
import { organisationErrorMessages } from './organisations/error-messages.ts';
import { requestFingerprintErrorMessages } from './request-fingerprints/error-messages.ts';
import { sandboxErrorMessages } from './sandbox/error-messages.ts';
import type { DomainError } from './shared/domain-error.ts';
import type { DomainErrorMessages } from './shared/domain-error-messages.ts';
import { sharedErrorMessages } from './shared/error-messages.ts';
import { PermissionDeniedError } from './shared/permission-checks.ts';
import { standardVocabulary, type Vocabulary } from './shared/vocabulary.ts';
import { subscriptionErrorMessages } from './subscriptions/error-messages.ts';
import { userErrorMessages } from './users/error-messages.ts';

/** One message for each domain error, from the feature that declares it. A code without one does not compile. */
const errorMessages: DomainErrorMessages = {
  ...apiClientErrorMessages,
  ...auditErrorMessages,
  ...catalogueErrorMessages,
  ...customerErrorMessages,
  ...databaseErrorMessages,
  ...idempotencyErrorMessages,
  ...identityErrorMessages,
  ...keyErrorMessages,
  ...operatorErrorMessages,
  ...orderErrorMessages,
  ...organisationErrorMessages,
  ...requestFingerprintErrorMessages,
  ...sandboxErrorMessages,
  ...sharedErrorMessages,
  ...subscriptionErrorMessages,
  ...userErrorMessages,
};

/**
 * The message for a domain error in the terms of a door. A door passes whole messages of its own in `overrides`, where its
 * contract demands them.
 */
export function errorMessage(
  error: DomainError,
  vocabulary: Vocabulary = standardVocabulary,
  overrides: Partial<DomainErrorMessages> = {},
): string {
  const message = (overrides[error.code] ?? errorMessages[error.code]) as AnyErrorMessage;
  return message(error, vocabulary);
}

/** The messages of domain errors with which the gateway refuses a request before the door sees it. */
export function gatewayErrorMessages(vocabulary: Vocabulary = standardVocabulary) {
  return {
    EMULATION_REFUSED: errorMessage(new EmulationRefusedError(), vocabulary),
    PERMISSION_DENIED: errorMessage(new PermissionDeniedError('operator:emulate'), vocabulary),
    UNAVAILABLE: errorMessage(new UnavailableError(), vocabulary),
  };
}

/** The message of one code, whichever it is: its parameter is the error of that code. */
type AnyErrorMessage = (error: DomainError, vocabulary: Vocabulary) => string;
