import type { ZodOpenApiResponseObject } from 'zod-openapi';
import { UnavailableError } from '../db/errors.ts';
import { errorMessage } from '../error-messages.ts';
import { Problem } from './problem.ts';
import type { Route } from './route.ts';

/** Returns the error responses of a route for its description. */
export function problemsOf({ method, parameters, query, body }: Route): Record<`${number}`, ZodOpenApiResponseObject> {
  const hasPath = Object.keys(parameters.shape).length > 0;
  const hasInput = hasPath || Object.keys(query.shape).length > 0 || body !== undefined;
  return {
    ...(hasInput && { '400': problems.invalidInput }),
    '401': problems.unauthenticated,
    '403': problems.forbidden,
    ...((hasPath || body) && { '404': problems.notFound }),
    ...(method !== 'GET' && { '409': problems.conflict, '422': problems.reusedKey }),
    ...(body && { '413': problems.bodyTooLarge, '415': problems.unsupportedMediaType }),
    '429': problems.rateLimited,
    '500': problems.unexpected,
    '503': problems.unavailable,
  };
}

// Created once: operations that share an object refer to the same component.
const problems = {
  invalidInput: problem('InvalidInput', 'The request is invalid.'),
  unauthenticated: problem('Unauthenticated', 'The request has no credential, an unknown one, or two that differ.'),
  forbidden: problem('Forbidden', 'The credential does not have the required permission.'),
  notFound: problem('NotFound', 'The resource does not exist, or you cannot see it.'),
  conflict: problem('Conflict', 'The current state of the resource does not allow the request.'),
  bodyTooLarge: problem('BodyTooLarge', 'The body is larger than 1 MiB.'),
  unsupportedMediaType: problem('UnsupportedMediaType', 'The Content-Type is not application/json.'),
  reusedKey: problem('ReusedKey', 'The Idempotency-Key was already used for a different request.'),
  rateLimited: problem(
    'RateLimited',
    'Too many requests with this credential or from this address. Repeat the request after the number of seconds in Retry-After.',
  ),
  unexpected: problem('Unexpected', 'An unexpected error occurred.'),
  unavailable: problem('Unavailable', errorMessage(new UnavailableError())),
};

function problem(id: string, description: string): ZodOpenApiResponseObject {
  return { id, description, content: { 'application/problem+json': { schema: Problem } } };
}
