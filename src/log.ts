import { type Logger, pino } from 'pino';

/**
 * The structured log of a process, on standard error: standard output belongs to what was asked for. Headers and
 * bodies are never logged; the redaction is for what an error may carry along.
 */
export function createLog(level: string, process: string): Logger {
  const secrets = ['key', 'password', 'passwordHash', 'authorization', 'x-api-key', 'connectionString', 'parameters'];
  const paths = secrets.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]);
  return pino({ level, base: { process }, redact: { paths, censor: '[redacted]' } }, pino.destination(2));
}
