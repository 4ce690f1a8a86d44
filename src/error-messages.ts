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

/**
 * The messages of all domain errors, from the features that declare them. A code without a message does not compile.
 */
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
 * Returns the message of a domain error in the terms of a door. A door passes complete messages in `overrides` if its
 * contract requires them.
 */
export function errorMessage(
  error: DomainError,
  vocabulary: Vocabulary = standardVocabulary,
  overrides: Partial<DomainErrorMessages> = {},
): string {
  const message = (overrides[error.code] ?? errorMessages[error.code]) as AnyErrorMessage;
  return message(error, vocabulary);
}

/** Returns the messages of domain errors with which the gateway refuses a request before it reaches its door. */
export function gatewayErrorMessages(vocabulary: Vocabulary = standardVocabulary) {
  return {
    EMULATION_REFUSED: errorMessage(new EmulationRefusedError(), vocabulary),
    PERMISSION_DENIED: errorMessage(new PermissionDeniedError('operator:emulate'), vocabulary),
    UNAVAILABLE: errorMessage(new UnavailableError(), vocabulary),
  };
}

/** The message of any code. Its parameter is the error with that code. */
type AnyErrorMessage = (error: DomainError, vocabulary: Vocabulary) => string;
