import { createHmac } from 'node:crypto';
import type { Fingerprint } from './rules.ts';

/**
 * Returns the fingerprint of the supplied members, before defaults are applied. A default that changes later therefore
 * breaks no retry. The hash is keyed, because members such as a phone number are easy to guess, and the fingerprint
 * outlives the data.
 */
export function fingerprint(key: Buffer, members: Readonly<Record<string, string | number | undefined>>): Fingerprint {
  const supplied = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(supplied.map(([member, value]) => [member, hash(key, member, String(value))]));
}

function hash(key: Buffer, member: string, value: string): string {
  return createHmac('sha256', key).update(`${member}\0${value}`).digest().subarray(0, 16).toString('base64url');
}
