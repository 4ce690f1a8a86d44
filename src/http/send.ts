import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Answer } from './door.ts';

/**
 * Headers of every response, as recommended by OWASP's REST cheat sheet and secure headers project.
 * `Strict-Transport-Security` is missing, because it may only be sent over TLS (RFC 6797); the proxy that terminates
 * TLS sends it.
 */
const commonHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
};

/** Headers that depend only on the status. */
const headersOf: Readonly<Record<number, OutgoingHttpHeaders>> = {
  401: { 'www-authenticate': 'Bearer' },
  503: { 'retry-after': '1' },
};

/** Sends an answer with the common headers. Does nothing if the caller has disconnected. */
export function send(res: ServerResponse, { status, body, headers }: Answer, requestId: string): void {
  if (res.headersSent || res.destroyed) return;
  const own = { 'x-request-id': requestId, 'content-length': Buffer.byteLength(body) };
  res.writeHead(status, { ...commonHeaders, ...headersOf[status], ...headers, ...own });
  res.end(body);
}
