import type { IncomingMessage } from 'node:http';
import { textIn } from './content.ts';

/** The largest request body: 1 MiB. */
const bodyLimit = 1024 * 1024;

// A sender that can finish its body is able to read the response. The limit bounds the cost.
const discardLimit = 16 * bodyLimit;

/** The request body exceeds 1 MiB. */
export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError';
  /** Whether the body was read to its end, so that the connection can be reused. */
  readonly wasReadCompletely: boolean;

  constructor(wasReadCompletely: boolean) {
    super(`A body may have ${bodyLimit} bytes`);
    this.wasReadCompletely = wasReadCompletely;
  }
}

/** The sender disconnected before the body was complete. */
export class BodyIncompleteError extends Error {
  override readonly name = 'BodyIncompleteError';
}

/**
 * Returns the text of the request body. A GET request may have a body too.
 *
 * @throws {BodyTooLargeError} if the body exceeds 1 MiB
 * @throws {BodyIncompleteError} if the sender disconnected
 * @throws {UnreadableError} if the body is not plain UTF-8
 */
export async function readBody(req: IncomingMessage): Promise<string> {
  return textIn(req, await bytesOf(req));
}

function bytesOf(req: IncomingMessage): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  let size = 0;
  const disconnected = (cause?: Error) => {
    if (!req.readableEnded) reject(new BodyIncompleteError('The sender disconnected', { cause }));
  };
  req.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= bodyLimit) chunks.push(chunk);
    if (size <= discardLimit) return;
    // The connection stays open, because the response is sent over it.
    req.pause();
    reject(new BodyTooLargeError(false));
  });
  req.once('end', () => (size > bodyLimit ? reject(new BodyTooLargeError(true)) : resolve(Buffer.concat(chunks))));
  req.once('error', disconnected);
  req.once('close', () => disconnected());
  if (req.destroyed) disconnected();
  return promise;
}
