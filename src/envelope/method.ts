import type { z } from 'zod';
import { parseInput } from '../shared/input.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';

/**
 * A method of the envelope: parses its parameters, calls one use case, and returns the result in the format of the
 * envelope.
 */
export interface Method {
  readonly call: (ctx: UseCaseContext, params: unknown) => Promise<unknown>;
  /** Whether the method can change anything. */
  readonly writes: boolean;
}

/**
 * Returns a method with the given schema of parameters. Unknown members are ignored, as the published guide promises.
 */
export function method<Schema extends z.ZodType>(
  schema: Schema,
  call: (ctx: UseCaseContext, params: z.output<Schema>) => Promise<unknown>,
): Method {
  return { writes: true, call: async (ctx, params) => call(ctx, parseInput(schema, params)) };
}

/** Returns a method that only reads. */
export function readingMethod<Schema extends z.ZodType>(
  schema: Schema,
  call: (ctx: UseCaseContext, params: z.output<Schema>) => Promise<unknown>,
): Method {
  return { ...method(schema, call), writes: false };
}
