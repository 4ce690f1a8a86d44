import { hash } from '@node-rs/argon2';
import pLimit from 'p-limit';
import { z } from 'zod';
import { expected } from '../shared/input.ts';

const maxBytes = 1024;

/** A password: any well-formed text of at most 1 KiB. */
export const password = z
  .string(expected('a password'))
  .refine((value) => value !== '', expected('a password'))
  .refine((value) => value.isWellFormed() && Buffer.byteLength(value) <= maxBytes, {
    error: `expected a password of at most ${maxBytes} bytes of well-formed text`,
  });

// Each hash takes 19 MiB and one core for tens of milliseconds. Many at once would delay all other requests.
const atMostTwoAtOnce = pLimit(2);

/** Returns the Argon2id hash of a password. Never call it while a lock is held, because it is slow. */
export function hashPassword(value: string): Promise<string> {
  return atMostTwoAtOnce(() => hash(value));
}
