import { type Agent, type IncomingHttpHeaders, request } from 'node:http';

export interface RawRequest {
  readonly method?: string;
  /** The request target, sent unchanged. */
  readonly path?: string;
  /** A list is sent as several headers with the same name. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Text or bytes are sent with their length; a list is sent in chunks, one per part. */
  readonly body?: string | Buffer | readonly (string | Buffer)[];
  readonly agent?: Agent;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Alternating names and values, as received. */
  readonly rawHeaders: readonly string[];
  readonly body: string;
  /** The local port of the connection. The same port means the same connection. */
  readonly localPort: number | undefined;
}

/** Sends a request that `fetch` refuses, such as a GET with a body, and returns the response. */
export function sendRaw(url: string, { method = 'GET', path, headers = {}, body, agent }: RawRequest) {
  const { hostname, port } = new URL(url);
  const target = path === undefined ? {} : { path };
  const sent = { ...headers, ...framingOf(body) } as Record<string, string | string[]>;
  return new Promise<RawAnswer>((resolve, reject) => {
    const outgoing = request({ hostname, port, method, agent: agent ?? false, headers: sent, ...target });
    outgoing.on('error', reject);
    outgoing.on('response', async (response) => {
      try {
        const { statusCode: status = 0, headers, rawHeaders } = response;
        const { localPort } = response.socket;
        resolve({ status, headers, rawHeaders, localPort, body: Buffer.concat(await response.toArray()).toString() });
      } catch (error) {
        reject(error);
      }
    });
    for (const part of partsOf(body)) outgoing.write(part);
    outgoing.end();
  });
}

function partsOf(body: RawRequest['body']): readonly (string | Buffer)[] {
  if (body === undefined) return [];
  return typeof body === 'string' || Buffer.isBuffer(body) ? [body] : body;
}

/** Node sends a GET with a body incorrectly unless the framing is given. */
function framingOf(body: RawRequest['body']): Record<string, string> {
  if (body === undefined) return {};
  if (typeof body === 'string' || Buffer.isBuffer(body)) return { 'content-length': String(Buffer.byteLength(body)) };
  return { 'transfer-encoding': 'chunked' };
}
