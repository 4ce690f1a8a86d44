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

// Every hash takes 19 MiB and a core for tens of milliseconds; many at once would starve everything else.
const atMostTwoAtOnce = pLimit(2);

/** The Argon2id hash of a password. Takes its time, so never while a lock is held. */
export function hashPassword(value: string): Promise<string> {
  return atMostTwoAtOnce(() => hash(value));
}
