import type { z } from 'zod';
import { parseInput } from '../shared/input.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';

/** A method of the envelope: understands its parameters, calls one use case, answers in the envelope's shape. */
export interface Method {
  readonly call: (ctx: UseCaseContext, params: unknown) => Promise<unknown>;
  /** Whether it can change anything. */
  readonly writes: boolean;
}

/**
 * A method whose parameters this schema describes. Members that it does not know are ignored, as the published guide
 * promises.
 */
export function method<Schema extends z.ZodType>(
  schema: Schema,
  call: (ctx: UseCaseContext, params: z.output<Schema>) => Promise<unknown>,
): Method {
  return { writes: true, call: async (ctx, params) => call(ctx, parseInput(schema, params)) };
}

/** The same for a method that only reads. */
export function readingMethod<Schema extends z.ZodType>(
  schema: Schema,
  call: (ctx: UseCaseContext, params: z.output<Schema>) => Promise<unknown>,
): Method {
  return { ...method(schema, call), writes: false };
}
