import { UnavailableError } from '../db/errors.ts';
import { errorMessage } from '../error-messages.ts';
import { answerCallOnce } from '../http/answer-once.ts';
import { type Answer, type Call, type Door, jsonAnswer, type Refusal, refusalStatus } from '../http/door.ts';
import { DomainError, type DomainErrorCode } from '../shared/domain-error.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { callIn } from './handle.ts';
import { envelopeVocabulary } from './vocabulary.ts';

/**
 * The old door: `{"method", "params"}` with GET or POST, answered by the bare entity or by a bare string.
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
    // An outage is no answer to the request: the HTTP pipeline refuses it in this door's form.
    if (!(error instanceof DomainError) || error.code === 'UNAVAILABLE') throw error;
    return stringAnswer(statuses[error.code] ?? 400, errorMessage(error, envelopeVocabulary), error.code);
  }
}

/** Where an answer is not simply 400: what the header `Idempotency-Key` is answered with everywhere. */
const statuses: Partial<Record<DomainErrorCode, number>> = {
  IDEMPOTENCY_KEY_IN_USE: 409,
  IDEMPOTENCY_KEY_REUSED: 422,
};

const doorErrors = {
  METHOD_NOT_ALLOWED: 'this place takes GET and POST, and nothing else',
  UNAUTHENTICATED: 'who goes there? without a key that we know, this door stays shut',
  BAD_EMULATION: 'x-on-behalf-of: expected the id of one operator, a whole number, and expected it once',
  EMULATION_REFUSED: 'there is no such active operator below your organisation, or you are no operator yourself',
  PERMISSION_DENIED: 'acting on behalf of others takes the permission operator:emulate, which you do not have',
  RATE_LIMITED: 'more calls than your key or your address is good for; come again when the header retry-after says',
  URL_NOT_UTF8: 'url: expected percent-encoded UTF-8, found bytes that are not UTF-8',
  UNSUPPORTED_CONTENT_ENCODING:
    'the header content-encoding says that the body is compressed; send the body as it is, without content-encoding',
  UNSUPPORTED_CHARSET:
    'the header content-type names a charset other than UTF-8; send the body in UTF-8 and name that charset, or none',
  BODY_NOT_UTF8: 'body: expected UTF-8, found bytes that are not UTF-8',
  UNSUPPORTED_MEDIA_TYPE: 'the body has to be JSON',
  BODY_INCOMPLETE: 'the body ended before it was complete; send it again',
  BODY_TOO_LARGE: 'the body is larger than 1 MiB; nothing that we understand takes that much',
  UNAVAILABLE: errorMessage(new UnavailableError(), envelopeVocabulary),
  UNEXPECTED: 'something went wrong on our side',
} satisfies Record<Refusal, string>;

/** A text that is not UTF-8 is an input that can't be understood, like one that is not JSON. */
const codes: Partial<Record<Refusal, DomainErrorCode>> = {
  URL_NOT_UTF8: 'INVALID_INPUT',
  BODY_NOT_UTF8: 'INVALID_INPUT',
};

function refuse(refusal: Refusal, requestId: string): Answer {
  const message =
    refusal === 'UNEXPECTED' ? `${doorErrors.UNEXPECTED}; ask about request ${requestId}` : doorErrors[refusal];
  return stringAnswer(refusalStatus[refusal], message, codes[refusal] ?? refusal);
}

function stringAnswer(status: number, message: string, code: string): Answer {
  return { ...jsonAnswer(status, message, { 'x-error-code': code }), code };
}
