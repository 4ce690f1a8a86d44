import type { IncomingMessage } from 'node:http';

/** What a request asks for: its path, and what stands behind the question mark. */
export interface Target {
  readonly path: string;
  readonly query: string;
}

/** The target of a request, which a proxy may have sent as a whole URL. */
export function targetOf({ url = '/' }: IncomingMessage): Target {
  const [path = '/', ...query] = url.replace(/^https?:\/\/[^/?]*/i, '').split('?');
  return { path: path === '' ? '/' : path, query: query.join('?') };
}
