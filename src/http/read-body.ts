import type { IncomingMessage } from 'node:http';

/** How large a request body may be: 1 MiB. */
export const bodyLimit = 1024 * 1024;

// A sender that is not heard out never sees our answer, but there is an end to courtesy.
const discardLimit = 16 * bodyLimit;

/** The body is larger than any request needs. */
export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError';
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
    for await (const chunk of req as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > discardLimit) break;
      if (size <= bodyLimit) chunks.push(chunk);
    }
  } catch (cause) {
    throw new BodyIncompleteError('The sender went away', { cause });
  }
  if (size > bodyLimit) throw new BodyTooLargeError(`A body may have ${bodyLimit} bytes`);
  return Buffer.concat(chunks);
}
