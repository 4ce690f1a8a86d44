import { mediaTypeIn } from '../http/content.ts';
import type { Call } from '../http/door.ts';
import { InvalidInputError } from '../shared/input.ts';
import { RequestProblem } from './problem.ts';

/**
 * Parses the JSON body of a request.
 *
 * @throws {RequestProblem} if the `Content-Type` is not JSON
 * @throws {InvalidInputError} if the body is not valid JSON
 */
export function readJson({ headers, body }: Pick<Call, 'headers' | 'body'>): unknown {
  if (mediaTypeIn(headers) !== 'application/json') throw new RequestProblem('UNSUPPORTED_MEDIA_TYPE');
  try {
    return JSON.parse(body);
  } catch {
    const found = body.length === 0 ? 'nothing' : 'something that is not JSON';
    throw new InvalidInputError([{ path: [], message: `expected a JSON object, found ${found}` }]);
  }
}
