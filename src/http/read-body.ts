import type { IncomingMessage } from 'node:http';

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
 * The whole body of a request, of a GET too.
 *
 * @throws {BodyTooLargeError} when it is larger than 1 MiB
 * @throws {BodyIncompleteError} when the sender went away
 */
export async function readBody(req: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    // Leaving the loop early must not tear down the connection: the answer still has to go out over it.
    for await (const chunk of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > discardLimit) break;
      if (size <= bodyLimit) chunks.push(chunk);
    }
  } catch (cause) {
    throw new BodyIncompleteError('The sender went away', { cause });
  }
  if (size > bodyLimit) throw new BodyTooLargeError(size <= discardLimit);
  return Buffer.concat(chunks);
}
