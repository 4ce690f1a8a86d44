import { createServer, IncomingMessage, type RequestListener, type Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { type Answer, jsonAnswer } from '../http/door.ts';
import { requestIdOf } from '../http/request-id.ts';
import { send } from '../http/send.ts';

/** Timeouts in milliseconds. A slower caller would hold a connection and get an outdated response. */
export interface HttpTimeouts {
  readonly headersTimeoutMs: number;
  /** For the whole request, from its first byte to the last byte of its body. */
  readonly requestTimeoutMs: number;
}

const defaultTimeouts: HttpTimeouts = { headersTimeoutMs: 10_000, requestTimeoutMs: 30_000 };

/** The interval in milliseconds at which Node checks the timeouts. Its default is 30 seconds. */
const checkingIntervalMs = 1_000;

/** Node's default for `maxHeaderSize`, in bytes. */
const headerLimit = 16 * 1024;

/**
 * Returns the HTTP server of the gateway. Requests that are invalid HTTP, too slow or have too large headers do not
 * reach the gateway. They get a JSON response with a code and a request id.
 */
export function createHttpServer(app: RequestListener, log: Logger, timeouts: HttpTimeouts = defaultTimeouts): Server {
  const { requestTimeoutMs: requestTimeout, headersTimeoutMs: headersTimeout } = timeouts;
  const options = { requestTimeout, headersTimeout, connectionsCheckingInterval: checkingIntervalMs };
  const current = new WeakMap<Duplex, { readonly req: IncomingMessage; readonly res: ServerResponse }>();
  const faulty = new WeakSet<Duplex>();
  // Node would answer a request without `Host` with an empty 400.
  const server = createServer({ ...options, maxHeaderSize: headerLimit, requireHostHeader: false }, (req, res) => {
    current.set(req.socket, { req, res });
    if (req.httpVersion === '1.1' && req.headers.host === undefined) return refuse(req, res, noHost);
    return app(req, res);
  });

  function refuse(req: IncomingMessage, res: ServerResponse, fault: Fault): void {
    const requestId = requestIdOf(req);
    log.info({ requestId, status: fault.status, code: fault.code }, 'refused before the gateway');
    send(res, answerTo(fault, requestId), requestId);
  }

  server.on('checkExpectation', (req: IncomingMessage, res: ServerResponse) => refuse(req, res, unknownExpectation));
  server.on('clientError', (error: ClientError, socket: Duplex) => {
    // After a fault, the rest of the connection cannot be parsed.
    if (faulty.has(socket)) return;
    faulty.add(socket);
    const fault = faultOf(error, timeouts);
    const refuseUnread = () => socket.writable && refuse(...unreadRequest(socket as Socket), fault);
    const { req, res } = current.get(socket) ?? {};
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
    else if (req === undefined || res === undefined || res.writableFinished) refuseUnread();
    // A complete request may already have been executed, so it keeps its response. The fault is in the data after it.
    else if (req.complete) res.once('finish', refuseUnread);
    else if (res.headersSent) socket.destroy();
    else refuse(req, res, fault);
  });
  return server;
}

/** Returns a request whose headers Node could not parse, and its response. */
function unreadRequest(socket: Socket): [IncomingMessage, ServerResponse] {
  const req = new IncomingMessage(socket);
  const res = new ServerResponse(req);
  res.assignSocket(socket);
  res.once('finish', () => socket.destroySoon());
  return [req, res];
}

/** The error of Node's parser. */
interface ClientError extends NodeJS.ErrnoException {
  /** The reason given by the parser. It contains nothing from the request. */
  readonly reason?: string;
}

/** The reason why a request does not reach the gateway. */
interface Fault {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

const noHost: Fault = {
  status: 400,
  code: 'BAD_REQUEST',
  message: 'The request has no header Host. Send it: HTTP/1.1 requires it.',
};

const unknownExpectation: Fault = {
  status: 417,
  code: 'EXPECTATION_FAILED',
  message: 'The header Expect has a value other than 100-continue. Leave the header out.',
};

function faultOf({ code, reason }: ClientError, { headersTimeoutMs, requestTimeoutMs }: HttpTimeouts): Fault {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return {
        status: 408,
        code: 'REQUEST_TIMEOUT',
        message: `The request was not complete in time. The limit is ${headersTimeoutMs / 1000} s for the headers and ${requestTimeoutMs / 1000} s for the whole request. Send it again; a proxy may have dropped its body.`,
      };
    case 'HPE_HEADER_OVERFLOW':
      return {
        status: 431,
        code: 'HEADERS_TOO_LARGE',
        message: `The URL and the headers together are larger than ${headerLimit} bytes. Send fewer or shorter ones.`,
      };
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return {
        status: 413,
        code: 'BODY_TOO_LARGE',
        message: 'The chunk extensions of the body are larger than 16 KiB. Leave them out.',
      };
    default:
      return {
        status: 400,
        code: 'BAD_REQUEST',
        message: `The request is not valid HTTP/1.1${reason ? `: ${reason}` : ''}. Correct it before you send it again.`,
      };
  }
}

function answerTo({ status, code, message }: Fault, requestId: string): Answer {
  return jsonAnswer(status, { error: message, code, requestId }, { 'x-error-code': code, connection: 'close' });
}
