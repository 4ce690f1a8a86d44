import type { Logger } from 'pino';
import { fromDatabaseError } from '../db/database-error.ts';
import { UnavailableError } from '../db/errors.ts';
import { UnreadableError } from '../http/content.ts';
import type { Refusal } from '../http/door.ts';
import { BodyIncompleteError, BodyTooLargeError } from '../http/read-body.ts';
import { EmulationRefusedError } from '../identity/errors.ts';
import { PermissionDeniedError } from '../shared/permission-checks.ts';
import { BadEmulationError } from './on-behalf-of.ts';

/** Returns the refusal of a request that failed before its door could answer it. Logs unexpected errors. */
export function refusalFor(error: unknown, log: Logger, requestId: string): Refusal {
  const cause = fromDatabaseError(error);
  if (cause instanceof BodyTooLargeError) return 'BODY_TOO_LARGE';
  if (cause instanceof BodyIncompleteError) return 'BODY_INCOMPLETE';
  if (cause instanceof UnreadableError) return cause.refusal;
  if (cause instanceof BadEmulationError) return 'BAD_EMULATION';
  if (cause instanceof EmulationRefusedError || cause instanceof PermissionDeniedError) return cause.code;
  if (cause instanceof UnavailableError) {
    log.warn({ requestId, err: error }, 'unavailable');
    return 'UNAVAILABLE';
  }
  log.error({ requestId, err: cause }, 'unexpected error');
  return 'UNEXPECTED';
}
