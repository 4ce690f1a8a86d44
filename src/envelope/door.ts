import { errorMessage, gatewayErrorMessages } from '../error-messages.ts';
import { answerCallOnce } from '../http/answer-once.ts';
import { type Answer, type Call, type Door, jsonAnswer, type Refusal, refusalStatus } from '../http/door.ts';
import { refusalMessages } from '../http/refusal-messages.ts';
import { DomainError, type DomainErrorCode } from '../shared/domain-error.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { callIn } from './handle.ts';
import { envelopeVocabulary } from './vocabulary.ts';

/**
 * The envelope: `{"method", "params"}` with GET or POST. A success is the bare entity, an error a bare string.
 * Contract: envelope, transport and envelope.
 */
export function envelopeDoor(): Door {
  return { name: 'envelope', methods: ['GET', 'POST'], answer, refuse };
}

async function answer(call: Call): Promise<Answer> {
  return orRefused(async () => {
    const asked = callIn(call.body);
    call.record.operation = asked.name;
    const answerTo = (useCase: UseCaseContext) => orRefused(async () => jsonAnswer(200, await asked.call(useCase)));
    return asked.writes ? answerCallOnce(call, ['envelope', call.body], answerTo) : answerTo(call.useCase);
  });
}

async function orRefused(attempt: () => Promise<Answer>): Promise<Answer> {
  try {
    return await attempt();
  } catch (error) {
    // An outage is not a refusal of the request. The HTTP pipeline refuses it in the format of this door.
    if (!(error instanceof DomainError) || error.code === 'UNAVAILABLE') throw error;
    return stringAnswer(statuses[error.code] ?? 400, errorMessage(error, envelopeVocabulary), error.code);
  }
}

/** The status of errors other than 400, as at every door for the `Idempotency-Key` header. */
const statuses: Partial<Record<DomainErrorCode, number>> = {
  IDEMPOTENCY_KEY_IN_USE: 409,
  IDEMPOTENCY_KEY_REUSED: 422,
};

const doorErrors = {
  ...refusalMessages,
  ...gatewayErrorMessages(envelopeVocabulary),
  METHOD_NOT_ALLOWED: 'The envelope accepts only GET and POST.',
  // The published guide promises a nasty message.
  UNAUTHENTICATED: 'who goes there? without a key that we know, this door stays shut',
  BAD_EMULATION: 'The header X-On-Behalf-Of must be the id of one operator, a whole number. Send it once.',
  UNSUPPORTED_MEDIA_TYPE: 'The body must be JSON.',
  UNEXPECTED: 'An unexpected error occurred.',
} satisfies Record<Refusal, string>;

/** Text that is not UTF-8 is an invalid input, like a body that is not JSON. */
const codes: Partial<Record<Refusal, DomainErrorCode>> = {
  URL_NOT_UTF8: 'INVALID_INPUT',
  BODY_NOT_UTF8: 'INVALID_INPUT',
};

function refuse(refusal: Refusal, requestId: string): Answer {
  const message =
    refusal === 'UNEXPECTED'
      ? `${doorErrors.UNEXPECTED} Contact the provider of this service, and name the request id ${requestId}.`
      : doorErrors[refusal];
  return stringAnswer(refusalStatus[refusal], message, codes[refusal] ?? refusal);
}

function stringAnswer(status: number, message: string, code: string): Answer {
  return { ...jsonAnswer(status, message, { 'x-error-code': code }), code };
}
