import type { IncomingMessage } from 'node:http';
import { textIn } from './content.ts';

/** How large a request body may be: 1 MiB. */
const bodyLimit = 1024 * 1024;

// A sender who is heard out can read our answer, but there is an end to courtesy.
const discardLimit = 16 * bodyLimit;

/** The body is larger than any request needs. */
export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError';
  /** Whether it was read to its end all the same, so that the connection can carry another request. */
  readonly wasHeardOut: boolean;

  constructor(wasHeardOut: boolean) {
    super(`A body may have ${bodyLimit} bytes`);
    this.wasHeardOut = wasHeardOut;
  }
}

/** The sender went away before the body was complete. */
export class BodyIncompleteError extends Error {
  override readonly name = 'BodyIncompleteError';
}

/**
 * The text of the whole body of a request, of a GET too.
 *
 * @throws {BodyTooLargeError} when it is larger than 1 MiB
 * @throws {BodyIncompleteError} when the sender went away
 * @throws {UnreadableError} when it is not plain UTF-8
 */
export async function readBody(req: IncomingMessage): Promise<string> {
  return textIn(req, await bytesOf(req));
}

function bytesOf(req: IncomingMessage): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  let size = 0;
  const goneAway = (cause?: Error) => {
    if (!req.readableEnded) reject(new BodyIncompleteError('The sender went away', { cause }));
  };
  req.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= bodyLimit) chunks.push(chunk);
    if (size <= discardLimit) return;
    // The connection stays as it is: the answer still has to go out over it.
    req.pause();
    reject(new BodyTooLargeError(false));
  });
  req.once('end', () => (size > bodyLimit ? reject(new BodyTooLargeError(true)) : resolve(Buffer.concat(chunks))));
  req.once('error', goneAway);
  req.once('close', () => goneAway());
  if (req.destroyed) goneAway();
  return promise;
}
