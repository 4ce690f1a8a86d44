import { isatty } from 'node:tty';
import { type DestinationStream, type Logger, pino } from 'pino';

/** How a log is written: a JSON object for each line, or lines for people. */
export type LogFormat = 'json' | 'pretty';

/** What is secret or personal by its name, in the spelling of each place that it could come from. */
const unspoken = new Set([
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

// Nobody logs what is deeper, unless it leads in a circle.
const deepest = 8;

/**
 * The structured log of a process, on standard error: standard output belongs to what was asked for. Headers and
 * bodies are never logged; the redaction is for what an error may carry along.
 */
export function createLog(level: string, process: string, destination: DestinationStream = standardError()): Logger {
  const serializers = { err: describeError, error: describeError, fatalError: describeError };
  const formatters = { log: (facts: object) => redacted(facts, deepest) as Record<string, unknown> };
  return pino({ level, base: { process }, formatters, serializers }, destination);
}

/** The same log without redaction, which costs more than the rest of a line: for lines of ids and constants only. */
export function withoutRedaction(log: Logger): Logger {
  return log.child({}, { formatters: { log: (facts) => facts } });
}

function standardError(): DestinationStream {
  return pino.destination(standardErrorFile);
}

const standardErrorFile = 2;

/** Whether somebody reads standard error at a terminal. */
export function isReadAtTerminal(): boolean {
  return isatty(standardErrorFile);
}

/** The log of a process on standard error, in this format. Times for people are those of this machine's time zone. */
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

/** What is known of an error, without what the database says of its rows: their values may be personal. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const { name, message, stack, cause } = error;
  const code = 'code' in error ? error.code : undefined;
  return { type: name, code, message, stack, cause: cause === undefined ? undefined : describeError(cause) };
}

/**
 * The same facts without those that are unspoken, however deep they stand. Pino's own redaction takes three times as
 * long as all the rest of a line, and looks only as deep as it is configured.
 */
function redacted(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Error || 'toJSON' in value) return value;
  if (depth === 0) return '[too deep]';
  if (Array.isArray(value)) return value.map((one) => redacted(one, depth - 1));
  const members = Object.entries(value).map(([name, member]) => {
    return [name, unspoken.has(name.toLowerCase()) ? '[redacted]' : redacted(member, depth - 1)];
  });
  return Object.fromEntries(members);
}
