import { connect, type Socket } from 'node:net';

/** The response to raw bytes: the last of several responses, or the end of the connection. */
export interface ByteAnswer {
  /** Undefined if the connection was closed without a response. */
  readonly status: number | undefined;
  readonly head: string;
  readonly body: string;
  /** All received text, which may contain several responses. */
  readonly text: string;
}

/** A connection that is kept open while possible, and otherwise reopened. */
export class ByteClient {
  readonly #port: number;
  #socket: Socket | undefined;

  constructor(url: string) {
    this.#port = Number(new URL(url).port);
  }

  /** Sends a request and waits for its response. With `isAll`, nothing else is sent on the connection. */
  async send(bytes: Buffer, { isAll = false, isHead = false } = {}): Promise<ByteAnswer> {
    const socket = this.#socket ?? connect({ port: this.#port, host: '127.0.0.1', allowHalfOpen: true });
    this.#socket = undefined;
    const { answer, isOver } = await exchanged(socket, bytes, isAll, isHead);
    if (isOver || isAll) socket.destroy();
    else this.#socket = socket;
    return answer;
  }

  close(): void {
    this.#socket?.destroy();
  }
}

interface Exchanged {
  readonly answer: ByteAnswer;
  readonly isOver: boolean;
}

/** In milliseconds. No response takes this long. */
const timeoutMs = 30_000;

function exchanged(socket: Socket, bytes: Buffer, isAll: boolean, isHead: boolean): Promise<Exchanged> {
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const settle = (found: Exchanged | undefined, error?: Error) => {
      socket.removeAllListeners();
      socket.on('error', () => undefined);
      socket.setTimeout(0);
      if (found === undefined) reject(error ?? new Error('There was no answer'));
      else resolve(found);
    };
    const atEnd = () => settle({ answer: answerIn(received, isHead).answer, isOver: true });
    socket.setTimeout(timeoutMs, () => settle(undefined, new Error('There was no answer in half a minute')));
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      const { answer, isComplete, isLast } = answerIn(received, isHead);
      if (isComplete && !isAll) settle({ answer, isOver: isLast });
    });
    socket.on('end', atEnd);
    socket.on('close', atEnd);
    // If the server closes the connection while we are sending, that is its response.
    socket.on('error', atEnd);
    socket.write(bytes);
    if (isAll) socket.end();
  });
}

interface Found {
  readonly answer: ByteAnswer;
  readonly isComplete: boolean;
  /** Whether the server closes the connection afterwards. */
  readonly isLast: boolean;
}

/** Returns the first response other than 100 Continue. */
function answerIn(received: Buffer, isHead: boolean, text = received.toString()): Found {
  const end = received.indexOf('\r\n\r\n');
  const head = end < 0 ? '' : received.subarray(0, end).toString('latin1');
  const [, status] = /^HTTP\/1\.1 (\d+)/.exec(head) ?? [];
  const rest = received.subarray(end + 4);
  if (status === '100') return answerIn(rest, isHead, text);
  const length = Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? 0);
  const body = rest.subarray(0, isHead ? 0 : length).toString();
  const isLast = /^connection: close$/im.test(head);
  const answer: ByteAnswer = { status: status === undefined ? undefined : Number(status), head, body, text };
  return { answer, isComplete: end >= 0 && (isHead || rest.length >= length), isLast };
}
