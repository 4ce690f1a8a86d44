import { z } from 'zod';
import { expected, expectedNumber, ourId } from '../shared/input.ts';

/** Returns the schema of exported checkpoints, at most `most` of them. Other members are ignored. */
export function knownCheckpoints(most: number) {
  return z.array(KnownCheckpoint, expected('a list of checkpoints')).max(most, {
    error: ({ input }) => `expected at most ${most} checkpoints, found ${(input as unknown[]).length}`,
  });
}

const aSequence = expectedNumber('the sequence of a checkpoint: a whole number from 1');

const KnownCheckpoint = z.object(
  {
    organisation: ourId,
    sequence: z.int(aSequence).min(1, aSequence),
    hash: z
      .string(expected('the hash of a checkpoint'))
      .regex(/^[0-9a-f]{64}$/, expected('the hash of a checkpoint: 64 digits from 0 to f')),
  },
  expected('a checkpoint'),
);
