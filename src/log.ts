import { type DestinationStream, type Logger, pino } from 'pino';

/** What is secret or personal by its name, in the spelling of each place that it could come from. */
const unspoken = [
  'key',
  'credential',
  'secret',
  'clientSecret',
  'client_secret',
  'token',
  'access_token',
  'password',
  'passwordHash',
  'email',
  'phone',
  'displayName',
  'authorization',
  'x-api-key',
  'cookie',
  'idempotency-key',
  'x-on-behalf-of',
  'connectionString',
  'parameters',
];

/**
 * The structured log of a process, on standard error: standard output belongs to what was asked for. Headers and
 * bodies are never logged; the redaction is for what an error may carry along.
 */
export function createLog(level: string, process: string, destination: DestinationStream = standardError()): Logger {
  const paths = unspoken.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]);
  const serializers = { err: describeError, error: describeError, fatalError: describeError };
  return pino({ level, base: { process }, redact: { paths, censor: '[redacted]' }, serializers }, destination);
}

function standardError(): DestinationStream {
  return pino.destination(2);
}

/** What is known of an error, without what the database says of its rows: their values may be personal. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const { name, message, stack, cause } = error;
  const code = 'code' in error ? error.code : undefined;
  return { type: name, code, message, stack, cause: cause === undefined ? undefined : describeError(cause) };
}
