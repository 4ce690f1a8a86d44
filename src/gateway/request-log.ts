import type { Logger } from 'pino';
import type { Answer } from '../http/door.ts';
import type { RequestRecord } from '../http/request-record.ts';
import { withoutRedaction } from '../log.ts';

/** Writes one line per request. */
export type RequestLog = (record: RequestRecord, method: string | undefined, answer: Answer, startedAt: number) => void;

/**
 * Creates the request log. `status` and `code` are the result: `code` is that of the refusal or error, and is absent on
 * success. `milliseconds` is the time from the end of the request headers to the response, rounded to tenths.
 */
export function createRequestLog(log: Logger): RequestLog {
  const requests = withoutRedaction(log);
  return (record, method, { status, code }, startedAt) => {
    const { requestId, door, operation, organisationId, credentialId, onBehalfOfId } = record;
    const milliseconds = Math.round((performance.now() - startedAt) * 10) / 10;
    const line = { requestId, door, method, operation, status, code, milliseconds };
    const level = door === healthDoor ? 'debug' : 'info';
    requests[level]({ ...line, organisationId, credentialId, onBehalfOfId }, 'answered');
  };
}

/** The name of health checks in the log. They are logged at `debug`, because they arrive every few seconds. */
export const healthDoor = 'health';
