import { InvalidInputError } from '../shared/input.ts';
import { connectionFailureIn } from './connection-failure.ts';
import { ConflictError, UnavailableError } from './errors.ts';

const writeConflicts = new Set(['40001', '40P01']);
const lockTimeouts = new Set(['55P03']);
// Text that PostgreSQL cannot store, and numbers out of range. Only reads send such values, because verbs validate
// their input.
const unusableValues = new Set(['22021', '22P05', '22003']);
// Connection exceptions, missing access or database, too many connections, a statement or session timeout, a server
// shutdown.
const outages = /^(08...|28...|3D000|53...|57014|57P0.|25P0[34]|58...|XX000)$/;
// A pooler or a restored database that is set up wrongly: no permission for a table, a prepared statement or a
// transaction of another session, a read without its role or its scope. The policies in prisma/migrations raise the
// last one.
const misfits = /^(42501|42P05|26000|25P01|TN001)$/;
const socketFailures = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH']);
// node-postgres and the adapter of Prisma report these errors without a code.
const lostConnection =
  /Connection terminated|Query read timeout|timeout expired|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after calling end/;
// Prisma: unreachable server, closed connection, timeout while waiting for a connection or a transaction.
const prismaOutages = new Set([
  'P1000',
  'P1001',
  'P1002',
  'P1003',
  'P1008',
  'P1010',
  'P1017',
  'P2024',
  'P2028',
  'P2037',
]);

const unusable = 'expected text without NUL characters and numbers within their range';

/** Whether a transaction failed only because of concurrent transactions and may be retried from its beginning. */
export function isWriteConflict(error: unknown): boolean {
  return writeConflicts.has(sqlState(error) ?? '') || codeOf(error) === 'P2034';
}

/**
 * Whether a failed transaction certainly wrote nothing, because PostgreSQL refused one of its statements. After a lost
 * connection the outcome is unknown.
 */
export function wroteNothing(error: unknown): boolean {
  if (error instanceof ConflictError || error instanceof InvalidInputError) return true;
  const state = sqlState(error);
  return state !== undefined && !outages.test(state);
}

/**
 * Returns the domain error for a database failure, or the error itself if it is a bug. This function is the only place
 * that knows the error formats of node-postgres and Prisma.
 */
export function fromDatabaseError(error: unknown): unknown {
  const state = sqlState(error) ?? '';
  const code = codeOf(error) ?? '';
  if (isWriteConflict(error) || lockTimeouts.has(state)) return new ConflictError();
  if (unusableValues.has(state)) return new InvalidInputError([{ path: [], message: unusable }]);
  const isOutage =
    connectionFailureIn(error) !== undefined ||
    outages.test(state) ||
    misfits.test(state) ||
    socketFailures.has(code) ||
    prismaOutages.has(code) ||
    (error instanceof Error && lostConnection.test(error.message));
  if (isOutage && !(error instanceof UnavailableError)) return new UnavailableError(error);
  return error;
}

function sqlState(error: unknown): string | undefined {
  const cause = property(property(property(error, 'meta'), 'driverAdapterError'), 'cause');
  const code = property(cause, 'originalCode') ?? codeOf(error);
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !code.startsWith('P1') && !code.startsWith('P2')
    ? code
    : undefined;
}

function codeOf(error: unknown): string | undefined {
  const code = property(error, 'code');
  return typeof code === 'string' ? code : undefined;
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
