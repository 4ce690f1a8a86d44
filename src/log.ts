import { isatty } from 'node:tty';
import { type DestinationStream, type Logger, pino } from 'pino';

/** The format of a log: one JSON object per line, or text for people. */
export type LogFormat = 'json' | 'pretty';

/** The names of secret and personal members, in the spellings of all sources. */
const secretNames = new Set([
  'key',
  'credential',
  'secret',
  'clientsecret',
  'client_secret',
  'token',
  'access_token',
  'password',
  'passwordhash',
  'email',
  'phone',
  'displayname',
  'authorization',
  'x-api-key',
  'cookie',
  'idempotency-key',
  'x-on-behalf-of',
  'connectionstring',
  'parameters',
]);

// Deeper objects are cyclic in practice.
const maxDepth = 8;

/**
 * Creates the structured log of a process on standard error; standard output is for results. Headers and bodies are
 * never logged. Redaction is for members of errors.
 */
export function createLog(level: string, process: string, destination: DestinationStream = standardError()): Logger {
  const serializers = { err: describeError, error: describeError, fatalError: describeError };
  const formatters = { log: (facts: object) => redacted(facts, maxDepth) as Record<string, unknown> };
  return pino({ level, base: { process }, formatters, serializers }, destination);
}

/** Returns the log without redaction, which costs more than the rest of a line. Use it only for ids and constants. */
export function withoutRedaction(log: Logger): Logger {
  return log.child({}, { formatters: { log: (facts) => facts } });
}

function standardError(): DestinationStream {
  return pino.destination(standardErrorFile);
}

const standardErrorFile = 2;

/** Whether standard error is a terminal. */
export function isReadAtTerminal(): boolean {
  return isatty(standardErrorFile);
}

/** Opens the log of a process on standard error. The text format uses the time zone of this machine. */
export async function openLog(level: string, format: LogFormat, process: string): Promise<Logger> {
  if (format === 'json') return createLog(level, process);
  const { default: pretty } = await import('pino-pretty');
  const destination = pretty({
    destination: standardErrorFile,
    sync: true,
    colorize: isReadAtTerminal(),
    ignore: 'process',
    messageFormat: '{process}: {msg}',
    singleLine: true,
    translateTime: 'SYS:HH:MM:ss.l',
  });
  return createLog(level, process, destination);
}

/** Returns the facts of an error without its database details, whose values may be personal data. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const { name, message, stack, cause } = error;
  const code = 'code' in error ? error.code : undefined;
  return { type: name, code, message, stack, cause: cause === undefined ? undefined : describeError(cause) };
}

/**
 * Removes secret and personal members at any depth. Pino's own redaction takes three times as long as the rest of a
 * line, and has a fixed depth.
 */
function redacted(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Error || 'toJSON' in value) return value;
  if (depth === 0) return '[too deep]';
  if (Array.isArray(value)) return value.map((one) => redacted(one, depth - 1));
  const members = Object.entries(value).map(([name, member]) => {
    return [name, secretNames.has(name.toLowerCase()) ? '[redacted]' : redacted(member, depth - 1)];
  });
  return Object.fromEntries(members);
}
