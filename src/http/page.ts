import type { IncomingMessage } from 'node:http';
import type { Answer } from './door.ts';

/** Whether a browser requests a page. */
export function asksForPage(req: IncomingMessage): boolean {
  return req.method === 'GET' && (req.headers.accept ?? '').includes('text/html');
}

/** Returns a page with inline scripts. It may connect only to this gateway. */
export function pageAnswer(body: string): Answer {
  const own = "'self' 'unsafe-inline' data: blob:";
  const policy = `default-src 'none'; script-src ${own}; style-src ${own}; img-src ${own}; font-src ${own}; worker-src blob:; connect-src 'self'; frame-ancestors 'none'`;
  return {
    status: 200,
    body,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
  };
}
