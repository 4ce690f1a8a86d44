import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { EventRow } from './types.ts';

/** The version of the encoding. A new encoding gets a new number; existing seals keep this one. */
const format = 1;

/** The previous hash of the first seal. */
export const noHash = '0'.repeat(64);

/** Returns the SHA-256 of an event as canonical JSON (RFC 8785), with all columns and the version of the encoding. */
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

/** Returns the SHA-256 of the bytes of the previous hash followed by those of the content hash. */
export function sealHashOf(previousHash: string, contentHash: string): string {
  return sha256(Buffer.from(previousHash + contentHash, 'hex'));
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

/**
 * Returns an instant in UTC with milliseconds. A text that is not an instant is returned unchanged, so it never
 * matches.
 */
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

/**
 * Keeps the text of a number that would be rounded. Rounding would hide a change, and the gateway never writes such
 * numbers.
 */
function withoutRounding(_name: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' && String(value) !== context?.source ? context?.source : value;
}
