import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { EventRow } from './types.ts';

/** How an event is turned into bytes. A later format gets the next number, and this one stays for what it sealed. */
const format = 1;

/** What the first seal of a chain has for the hash of the one before. */
export const noHash = '0'.repeat(64);

/** The SHA-256 of an event as canonical JSON (RFC 8785): all of its columns, and the number of the format. */
export function contentHashOf(event: EventRow): string {
  const content = {
    ...event,
    format,
    before: jsonOf(event.before),
    after: jsonOf(event.after),
    occurredAt: isoOf(event.occurredAt),
    recordedAt: isoOf(event.recordedAt),
  };
  return sha256(canonicalize(content) ?? '');
}

/** The SHA-256 of the hash of the seal before and of the hash of the content, as bytes. */
export function sealHashOf(previousHash: string, contentHash: string): string {
  return sha256(Buffer.from(previousHash + contentHash, 'hex'));
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

/** In UTC with milliseconds. What is no instant that we could have written stays as it is, and so is never equal. */
export function isoOf(text: string): string {
  try {
    return Temporal.Instant.from(text).toString({ fractionalSecondDigits: 3 });
  } catch {
    return text;
  }
}

function jsonOf(text: string | null): unknown {
  return text === null ? null : JSON.parse(text, withoutRounding);
}

/** A number that would be rounded, which we never write, stays as it is written: rounding would hide a change. */
function withoutRounding(_name: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' && String(value) !== context?.source ? context?.source : value;
}
