import { mediaTypeIn } from '../http/content.ts';
import type { PublicCall } from '../http/door.ts';
import { OAuthError } from './oauth-error.ts';

/** The form parameters of a request. A parameter without a value counts as absent. RFC 6749, 3.2. */
export type Form = ReadonlyMap<string, string>;

/**
 * Returns the parameters in the body of a request.
 *
 * @throws {OAuthError} if there are parameters in the URL, the body is not a form, or a parameter is repeated
 */
export function formIn({ headers, query, body }: Pick<PublicCall, 'headers' | 'query' | 'body'>): Form {
  // Proxies and browsers store URLs, so a URL must not contain secrets.
  if (query !== '') throw invalid('Send all parameters in the body, and none in the URL.');
  if (mediaTypeIn(headers) !== 'application/x-www-form-urlencoded') {
    throw invalid(
      'Send the parameters as application/x-www-form-urlencoded, with this value in the header Content-Type.',
    );
  }
  const form = new Map<string, string>();
  for (const pair of body.split('&')) {
    const [name = '', ...value] = pair.split('=');
    const parameter = formDecoded(name);
    if (form.has(parameter)) throw invalid('A parameter is repeated. Send each one once.');
    form.set(parameter, formDecoded(value.join('=')));
  }
  return new Map([...form].filter(([, value]) => value !== ''));
}

/**
 * Returns the value of a required parameter.
 *
 * @throws {OAuthError} if it is missing
 */
export function required(form: Form, name: string): string {
  const value = form.get(name);
  if (value === undefined) throw invalid(`The parameter ${name} is missing. Send it in the body.`);
  return value;
}

/** @throws {OAuthError} if the text is not valid form encoding */
export function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw invalid(
      'The body is not a valid form: a percent sign is not followed by the two hexadecimal digits of a UTF-8 byte. Encode it again.',
    );
  }
}

function invalid(description: string): OAuthError {
  return new OAuthError('invalid_request', description);
}
