import type { ZodOpenApiResponseObject } from 'zod-openapi';
import { UnavailableError } from '../db/errors.ts';
import { errorMessage } from '../error-messages.ts';
import { Problem } from './problem.ts';
import type { Route } from './route.ts';

/** How a route can be refused, as it is described. */
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

// Made once: where operations share an object, they refer to one component.
const problems = {
  invalidInput: problem('InvalidInput', 'Something in the request is not as described.'),
  unauthenticated: problem('Unauthenticated', 'No credential, an unknown one, or two that differ.'),
  forbidden: problem('Forbidden', 'The credential does not go that far.'),
  notFound: problem('NotFound', 'There is no such thing that you can see.'),
  conflict: problem('Conflict', 'It is not possible as things stand.'),
  bodyTooLarge: problem('BodyTooLarge', 'The body is larger than 1 MiB.'),
  unsupportedMediaType: problem('UnsupportedMediaType', 'The body is not said to be JSON.'),
  reusedKey: problem('ReusedKey', 'The Idempotency-Key was used for another request.'),
  rateLimited: problem(
    'RateLimited',
    'More requests than the credential or the address is good for; Retry-After says when to come again.',
  ),
  unexpected: problem('Unexpected', 'A fault of ours.'),
  unavailable: problem('Unavailable', errorMessage(new UnavailableError())),
};

function problem(id: string, description: string): ZodOpenApiResponseObject {
  return { id, description, content: { 'application/problem+json': { schema: Problem } } };
}
